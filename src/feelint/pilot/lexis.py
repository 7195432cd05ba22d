"""Words of payment and delivery methods, in the ten languages and as brands that everybody uses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feelint.extract.conditions import says_free
from feelint.extract.words import heading_stage, label_kind

_CARD = re.compile(
    r"\b(?:credit\s?-?card|debit\s?-?card|bank\s?card|kredit-?karte|debit-?karte|carte (?:de crédit|bancaire|bleue)|cb\b|tarjeta"
    r"|carta (?:di (?:credito|debito)|prepagata)|carte di credito|creditcard|cart[ãa]o|kart[ąay]|kartą|visa|master\s?card"
    r"|(?:kredit|debet|betal|bank|konto)?kort(?:betalning)?|(?:krediet|betaal|bank)kaart|kartenzahlung|(?:ec-?|bank)karte"
    r"|maestro|amex|american express|discover|jcb|diners|card)\b|クレジット|カード",
    re.I,
)
_METHOD = re.compile(
    r"\b(?:bank transfer|wire transfer|transfer|invoice|cash|cheque|check|money order|pay later|pay on|direct debit|sepa|ach"
    r"|überweisung|vorkasse|rechnung|nachnahme|lastschrift|barzahlung|bar\b|virement|chèque|prélèvement|contre remboursement|espèces"
    r"|transferencia|contra ?reembolso|efectivo|bizum|bonifico|contrassegno|contanti|overboeking|bankoverschrijving|achteraf|rembours"
    r"|ideal|bancontact|transfer[êe]ncia|boleto|pix|multibanco|przelew|pobranie|gotówk\w*|za pobraniem|blik|przelewy24|faktura|swish|contant|dinheiro|numerário"
    r"|banköverföring|efterkrav|kontant|delbetalning|paypal|klarna|apple pay|google pay|amazon pay|giropay|sofort|eps|twint|payment"
    r"|pay(?:ment)? at|pay by|gift card|wallet|afterpay|clearpay|alipay|wechat|upi|net ?banking|cod)\b"
    r"|銀行振込|振込|代金引換|代引|コンビニ|後払い|現金|払い",
    re.I,
)


_PAYING = re.compile(
    r"\b(?:pay|pays|paying|payments?|(?:be)?zahl\w*|pay(?:er|ez|ons)|pai(?:e|ement)s?|r[ée]gl(?:er|ez|ement)|paga(?:r|re|mento|mentos)?"
    r"|pago|pague|pagos|betal\w*|betaal\w*|zap[łl]a\w*|op[łl]a[ćc]\w*|p[łl]a(?:c|ć|t)\w*)\b|支払|決済|入金",
    re.I,
)
_BUYING = re.compile(
    r"\b(?:buy\w*|purchas\w*|\w*kauf\w*|achet\w*|achat\w*|compr\w*|acquist\w*|koop\w*|kop(?:en|e)|kup\w*|zakup\w*|köp\w*)\b|購入|買",
    re.I,
)


_ORDERING = re.compile(
    r"\b(?:order\w*|checkout|\w*book(?:ing|ings)?|reserv\w*|\w*bestel\w*|auftrag\w*|\w*buch(?:en|ung)\w*|command\w*|r[ée]serv\w*|pedidos?"
    r"|pedir|encarg\w*|ord[ei]n\w*|prenot\w*|boek\w*|aankoop\w*|encomend\w*|zam(?:ów|ow|aw)\w*|rezerw\w*|best[äa]ll\w*|bok(?:a|ning)\w*)\b"
    r"|注文|予約|申し?込|発注|契約",
    re.I,
)
_CHOOSE = re.compile(
    r"\b(?:select|choose|pick|wähl(?:e|en|t)|auswählen|choisi(?:r|ssez)|sélectionne[rz]|elij[ae]|elige|elegir|seleccion[ae]r?|scegli(?:ere|ete)?"
    r"|seleziona(?:re|te)?|kies|kiezen|selecteer|escolh(?:a|er)|selecion[ae]r?|wybierz|wybra[ćn]\w*|välj|välja)\b|選択|お選び|選んで",
    re.I,
)
_CONFIRMING = re.compile(
    r"\b(?:confirm\w*|submit|send|ok|yes|accept\w*|agree|authori[sz]e|check|verify|bestätig\w*|(?:ab)?senden|abschicken|(?:über)?prüfen|einverstanden"
    r"|ja|valid(?:er|ez)|envoyer|soumettre|oui|vérifier|enviar|aceptar|sí|revisar|verificar?|conferm[ao]|invia|accett[ao]|sì|controlla|bevestig\w*"
    r"|verstu(?:ur|ren)|verzenden|indienen|akkoord|controleren|submeter|aceitar|sim|rever|potwierd[źz]\w*|zatwierd[źz]\w*|wyślij|akceptuję|sprawdź|tak"
    r"|bekräfta|skicka|godkänn|acceptera|kontrollera)\b|確認|送信|同意|はい|実行",
    re.I,
)
_BY_PAYING = re.compile(
    r"[\W\d_]*(?:(?:pay(?:ment|ing)?|(?:be|bar)?zahl(?:ung|en|bar)|paiement|pay(?:er|ez)|r[eè]glement (?:à|au|en|par|lors)"
    r"|pag(?:o|ar|ue|amento|are|a)|betal(?:ing|en|ning|a)|betaal|płatn(?:ość|e)|zapła(?:ta|ć))\b|(?:お|ご)?支払)",
    re.I,
)
_NUMBERED_SEAT = re.compile(r"\bplaces?\s+(?:n[°º]\s*)?\d{1,4}\b(?!\s*(?:[.,]\s*\d|zł|zl\b|pln))", re.I)
"""French for a seat with its number, in letters Polish for paying: "place 12" is a seat, "place" and "place 12 zł" pay."""


_INVOICE = re.compile(
    r"\b(?:invoice|rechnung|facture|factura|fattura|factuur|fatura|faktur\w*)\b|請求書|インボイス", re.I
)
_RECEIPT = re.compile(
    r"\b(?:receipt|kassenbon|kassenbeleg|quittung|ticket de caisse|re[çc]u|ticket|boleta|factura simplificada|scontrino|ricevuta"
    r"|kassabon|bon\b|fatura[- ]recibo|fatura simplificada|cupom fiscal|nota fiscal|paragon\w*|kvitto)\b|領収書|レシート",
    re.I,
)
"""What is asked for in place of an invoice: the paper that comes with the goods, and no way to pay."""


def names_paper(texts: Sequence[str]) -> bool:
    """Whether the options are the papers that a customer may want: a receipt beside an invoice."""
    receipts = [bool(_RECEIPT.search(text)) for text in texts]
    return any(receipts) and all(
        receipt or _INVOICE.search(text) for receipt, text in zip(receipts, texts, strict=True)
    )


def needs_card(text: str) -> bool:
    """Whether an option asks for card data, by its words."""
    return bool(_CARD.search(text))


def pays(text: str) -> bool:
    """Whether an option is a way to pay: a method, a card, or it begins with paying, be it on delivery or at the desk."""
    return bool(_METHOD.search(text) or _CARD.search(text) or _BY_PAYING.match(text))


def only_pays(text: str) -> bool:
    """Whether a control's words pay and do not buy: "Pay now", "Submit payment"; "Buy now" begins where these end."""
    return bool(_PAYING.search(_NUMBERED_SEAT.sub(" ", text))) and not _BUYING.search(text)


def asks_to_choose(text: str) -> bool:
    """Whether words ask to choose something: "Please select a size"."""
    return bool(_CHOOSE.search(text))


def only_confirms(text: str) -> bool:
    """Whether words confirm, check or send, and name no order, purchase, booking or payment: "Confirm", "OK", "Send"."""
    return bool(_CONFIRMING.search(text)) and not any(words.search(text) for words in (_PAYING, _BUYING, _ORDERING))


def speaks_of_payment(label: str) -> bool:
    """Whether a heading is about paying and nothing else."""
    stages = heading_stage(label) if label else frozenset()
    return "payment" in stages and "delivery" not in stages


def speaks_of_delivery(label: str) -> bool:
    """Whether a heading is about delivery."""
    if not label:
        return False
    stages = heading_stage(label)
    return ("delivery" in stages and "payment" not in stages) or label_kind(label).kind == "fulfillment"


_DELIVERY = re.compile(
    r"\b(?:(?:business|working) days?|werktage?n?|arbeitstage?|jours? (?:ouvr[ée]s|ouvrables)|d[ií]as? (?:laborables|h[áa]biles)|giorni lavorativi"
    r"|werkdagen|dias? [úu]teis|dni robocz\w+|arbetsdagar|vardagar|usps|ups|dhl|fedex|dpd|gls|hermes|evri|postnl|postnord|colissimo|chronopost"
    r"|mondial relay|correos|seur|mrw|brt|poste italiane|ctt|inpost|paczkomat\w*|kurier\w*|royal mail|parcelforce|australia post|canada post"
    r"|bring|schenker|budbee|instabox|courier|parcel|postal|priority mail|e-?ticket|print at home|by e-?mail|download|will call|click (?:&|and) collect"
    r"|e-?billets?|billets? [ée]lectroniques?|e-?bigliett[oi]|bigliett[oi] elettronic[oi]|e-?bilet\w*|e-?biljett\w*|e-?kaartjes?"
    r"|entradas? electr[óo]nicas?|bilhetes? eletr[óo]nicos?|elektronisches? ticket|per post|by post|par (?:la )?poste|envoi postal"
    r"|por correo postal|per posta|pelo correio|poczt[ąa]|med posten|(?:par|per|por|via|mit|met|med) e-?mail|e-?mailem|via e-post"
    r"|standard|express|overnight|next day)\b|電子チケット|営業日|宅配|宅急便|郵便|定形外|メール便|ネコポス|レターパック|クリックポスト|ヤマト|佐川|ゆうパック|配送",
    re.I,
)


def delivers(text: str) -> bool:
    """Whether an option is a way to have it delivered: a carrier, a time it takes, a way to send it."""
    return bool(_DELIVERY.search(text))


def is_free(text: str) -> bool:
    """Whether an option says that it costs nothing."""
    return says_free(text)
