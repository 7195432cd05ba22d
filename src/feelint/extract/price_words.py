"""What speaks for and against an amount as the price: the author's names and the words beside it, in ten languages.

Names are class names, ids and test names as :attr:`Node.tokens` gives them. Words stand directly before or behind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def _names(*parts: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


PRICE = _names(
    r"\w*pric(?:e|es|ing)\w*|\w*preise?\w*|prix\w*|\w*precio\w*|\w*prezz\w*|\w*prij[sz]\w*|\w*preco\w*|cen[ay]|pris(?:et|er)?",
    r"kakaku|nedan|kingaku|amount|betrag|importe|importo|bedrag|kwota|valor|montant|tarif|money|currency",
)
CURRENT = _names(
    r"current\w*|now|sales?|saleprice|special\w*|final\w*|our|main|offer\w*|selling|today|discounted|reduced|buy|purchase",
    r"jetzt|aktuell\w*|neu\w*|angebot\w*|actuel\w*|promo\w*|solde\w*|vente|oferta|ahora|actual|venta|offerta|scontat[oa]",
    r"attuale|finale|vendita|nu|voor|huidig\w*|aanbieding|atual|por|venda|aktualn\w*|nowa|sprzedazy|nuvarande|rea|hanbai",
)
OLD = _names(
    r"old\w*|was\w*|prev\w*|previous\w*|former\w*|rrp|msrp|mrp|srp|uvp|avp|strike\w*|struck\w*|cross|crossed\w*|compare\w*",
    r"orig\w*|before|line ?through|through|del|suggested|recommended|retail|listprice|list price|price list|discount from",
    r"\w*barr[eé]e?\w*|ancien\w*|avant|conseille|antes|anterior\w*|tachad\w*|statt\w*|streich\w*|vorher\w*|alt|alter|altpreis",
    r"listino|sbarrat\w*|barrat\w*|vecchi\w*|precedente|pieno|oud|oude|van|adviesprijs|doorgestreept|stara\w*|przekreslon\w*",
    r"katalogow\w*|poprzedni\w*|tidigare|gammal\w*|ordinarie|ord|teika|tsujo|riscad\w*|cheio",
)
MAYBE_OLD = _names(
    r"regular\w*|standard|normal\w*|list|full|high|higher|max|base|reference|ref|basic|linea|habitual|tabela|regularn\w*"
)
ASIDE = _names(
    r"shipping\w*|ship|deliver\w*|versand\w*|liefer\w*|livraison|frais|envio|spedizion\w*|verzend\w*|bezorg\w*|frete|dostaw\w*",
    r"wysylk\w*|frakt\w*|soryo|postage|install?ments?|installment\w*|monthly|month|financ\w*|finanz\w*|rate[ns]?|rata|raty",
    r"cuotas?|parcel\w*|mensualit\w*|termijn\w*|delbetal\w*|saving\w*|saved?|savings|you save|spar\w*|ersparnis|economi\w*",
    r"ahorr\w*|risparmi\w*|besparing|oszczed\w*|rabat\w*|descuento|desconto|remise|sconto|korting|badge|off|discount (?:percent\w*|amount|badge|label|flag|off|rate|tag|value)|percent\w*",
    r"unit|per|ppu|grund\w*|kilo|kg|liter|jmf|deposit|pfand|pant|consigne|points?|punkte|puntos|cashback|loyalty|member\w*",
    r"credit|coupon\w*|voucher\w*|warrant\w*|garant\w*|protection|insurance|addons?|add on|bundle\w*|subscri\w*|abo|fees?",
    r"eco|ecopart\w*|trade in|threshold|rebate|tier\w*|staffel\w*|omnibus|tooltip",
)
ELSEWHERE = _names(
    r"related\w*|recommend\w*|similar\w*|upsell\w*|cross ?sell\w*|carousel|swiper|slick|owl|recent\w*|viewed|bestsell\w*|also",
    r"mini ?cart|mini ?basket|header ?cart|(?:side|header|nav|top|floating|flyout) ?(?:cart|basket|bag)|drawer|offcanvas",
    r"cart (?:items?|total|count|summary)|menu\w*|mega\w*|nav|navbar|navigation|footer|breadcrumbs?|reviews?|comparison",
    r"accessor\w*|suggest\w*|alternatives?|complement\w*|sponsored|wish ?list\w*|filters?|facets?|search ?results?|modal",
    r"popup|popover|frequently|together|trending|you may|zubehoer|zubehor|aehnlich\w*|empfehl\w*|associe\w*|relacionad\w*",
    r"correlat\w*|gerelateerd\w*|aanbevol\w*|powiazan\w*|podobn\w*|polecan\w*|liknande|relaterad\w*|kanren|osusume|history",
    r"cookie\w*|newsletter\w*|consent|announcement\w*|topbar|top bar|usp|usps|minicart\w*",
)
MAYBE_ELSEWHERE = _names(
    r"slider|sidebar|teaser|banner|ads?|listing|results?|cross|promo|tiles?|tile|cards?|bundle|set|tabs?|faq|description",
    r"comments?|swatch\w*|sticky|mobile|options?|variants?|shipping|delivery|financ\w*|blog|article body|prose",
)

FROM = re.compile(
    r"(?:\b(?:over|above|from|of|ab|dès|partir de|desde|da|partire da|vanaf|boven|acima de|od|powyżej|över|från|ponad|oltre)|[>≥])\s*$",
    re.I,
)
HIDDEN = re.compile(r"\b(?:d none|hidden|hide|invisible|display none|template|noscript)\b(?! (?:sm|md|lg|xl|xs|2xl)\b)")

TAX = r"(?:tax(?:es)?|vat|gst|hst|mwst\.?|ust\.?|umsatzsteuer|mehrwertsteuer|steuer|tva|iva|i\.v\.a\.?|btw|vat|moms)"
NET = re.compile(
    rf"\b(?:ex\.?|excl?\.?|exkl\.?|zzgl\.?|excluding|excluded|plus|ohne|without|hors|sin|senza|esclus[ao]|sem|bez|exklusive|exclusief|zonder|\+|m[aá]s|più|före)"
    rf"\s*(?:of )?(?:sales )?(?:19 ?% )?{TAX}\b|{TAX} (?:excl?\b|exclu[íis]|escl|exkl|non inclus[ao]|no incluid|não incluíd|niet inbegrepen|not included)"
    r"|\b(?:netto|nett?|net price|h\.?t\.?(?![\w-])|hors taxes?|ex-?vat|\+ ?vat|cena netto|nettopreis)\b|税抜|税別|本体",
    re.I,
)
GROSS = re.compile(
    rf"\b(?:inc\.?|incl?\.?|inkl?\.?|including|inclusive|includes|con|avec|com|mit|z|med|tax-)\s*(?:of )?(?:all )?(?:19 ?% )?{TAX}\b"
    rf"|\b{TAX} (?:in[ck]l|inclus|incluid|compres|included|inbegrepen|inkluderad|inclus[ao])"
    r"|\b(?:brutto|gross|t\.?t\.?c\.?(?![\w-])|toutes taxes|cena brutto|bruttopreis)\b|税込|税\s*(?:\d+\s*(?:%|パーセント))?\s*(?:を|が)?含",
    re.I,
)
NET_NAMES = _names(
    r"ex ?(?:cl|clude?s?|cluding|kl)? ?(?:tax|vat|gst|iva|btw|mwst|moms|tva)",
    r"netto|nett?|netprice|pricenet|ht|hors ?taxes?|without ?(?:tax|vat)|zeinuki|before ?tax",
)
GROSS_NAMES = _names(
    r"in(?:c|cl|clude?s?|cluding|kl) ?(?:tax|vat|gst|iva|btw|mwst|moms|tva)|brutto|gross|ttc|with ?(?:tax|vat)|zeikomi"
)

_EDGE = r"[\s:：.,(\[\-–]*$"
_BEFORE: Mapping[str, str] = {
    "was": r"(?:\b(?:was|reg(?:ular)?|list|rrp|r\.r\.p|msrp|m\.r\.p|mrp|srp|orig(?:inal(?:ly)?)?|before|compare(?:d)? at|previous(?:ly)?"
    r"|(?:old|list|regular|retail|original|previous|normal|usual|full|typical|recommended|reference|comparable) (?:retail )?(?:price|value)|normally|usually|retail|lowest price[^:]*"
    r"|statt|uvp(?: des herstellers)?|avp|uvp\d|neupreis[^:]*|vorher|bisher(?:iger preis)?|früher|listenpreis|war|ehem\. ?\w*|unverb\w*\.? ?\w*|(?:alter|regulärer|normaler|ursprünglicher) preis|normalpreis|streichpreis|niedrigster[^:]*|(?:tiefst|best)preis der letzten[^:]*|ladenpreis|einzeln|originalpreis"
    r"|au lieu de|prix (?:conseillé|public|initial|de référence|de base|d'origine|barré|habituel|normal|de vente conseillé|neuf|le plus bas[^:]*)|ancien prix|avant|neuf"
    r"|antes|pvpr?|p\.v\.p\.?(?:r\.?)?|precio (?:anterior|habitual|original|recomendado|normal|de lista|regular|tarifa|más bajo[^:]*|mínimo[^:]*)"
    r"|(?:prezzo )?(?:di )?listino|anziché|invece di|prima|prezzo (?:consigliato|precedente|originale|normale|regolare|intero|iniziale|pieno|più basso[^:]*|di copertina)|più basso[^:]*|era"
    r"|van|adviesprijs|(?:oude|normale|originele|laagste|winkel) ?prijs[^:]*|normaal|van voor|nieuwprijs"
    r"|preço (?:anterior|original|normal|de tabela|de lista|recomendado|mais baixo[^:]*)|era"
    r"|było|cena (?:regularna|katalogowa|pierwotna|poprzednia|detaliczna|przed[^:]*|sugerowana|rynkowa|okładkowa)|stara cena|przed(?:tem)?|najniższa[^:]*|poprzednia[^:]*|sugerowana[^:]*"
    r"|ord(?:inarie)?\.?(?: ?pris)?|tidigare(?: pris)?|förr|förut|rek\.?(?: ?(?:ca)?pris)?|cirkapris|nypris|lägsta pris[^:]*|normalpris|ursprungligt pris)"
    r"|通常価格|通常|定価|参考価格|メーカー希望(?:小売)?価格|希望小売価格|元値|元の価格|旧価格|当店通常価格|新品(?:価格)?|標準価格|値下げ前|過去価格)" + _EDGE,
    "save": r"(?:\b(?:(?:you )?save[sd]?|saving|discount|instant savings?|rebate|cash ?back|get|sie sparen|du sparst|spar\w*|ersparnis|rabatt|vorteil|nachlass|abzug"
    r"|économi\w+(?: de)?|vous économisez|remise(?: de)?|réduction(?: de)?|ahorr\w+(?: de)?|descuento(?: de)?|dto|risparmi\w*|sconto(?: di)?|bespaar|je bespaart|korting|voordeel|jouw voordeel"
    r"|economiz\w+|poup\w+|desconto(?: de)?|você economiza|oszczędz\w+|rabat|taniej o|zniżka|du sparar|spara|rabatt)|割引|お得|オフ|値引き?)(?: up to| bis zu| jusqu'à| hasta)?" + _EDGE,
    "payment": r"\d\s*[x×]\s*(?:de |von |da |di |à |zł |of |van |om )?$|(?:\b(?:payments? of|instal?lments? of|per month|mtl\.?|monatlich(?:e rate)?|raten? (?:von|ab|zu)|monatsrate|mensualités? de|fois|cuotas de|plazos de|meses de|pagos de|rat[ea] (?:da|di)|rate da|termijnen van|per maand|vezes de|parcelas de|x de|rat(?:y|a)?(?: od)?|miesięcznie|delbetala|per månad|från .*/mån|emi|finance from|as low as)|月々|分割|毎月|回払い)" + _EDGE,
    "delivery": r"\b(?:delivery|shipping|postage|p&p|versand(?:kosten)?|lieferung|porto|livraison|frais de port|envío|gastos de envío|spedizione|consegna|verzending|verzendkosten|bezorging|frete|envio|portes|dostawa|wysyłka|frakt|leverans|porto)\b[^\d]{0,24}$|(?:送料|配送料)[^\d]{0,8}$",
    "threshold": r"\b(?:orders?|order value|spend|purchases?|bestellwert|bestellungen|commandes?|achats?|pedidos|compras|ordini|acquisti|bestellingen|zamówie\w+|zakupów|köp)\b.{0,16}$|\b(?:free|gratis|kostenlos\w*|versandkostenfrei|frei|frachtfrei|gratuit\w*|offert\w*|grátis|darmow\w+|fri|fritt)\b[^.]{0,24}\b(?:over|above|from|of|ab|dès|à partir de|partir de|desde|da|a partire da|vanaf|boven|acima de|od|powyżej|över|från|ponad|superior\w* a|oltre i?)" + _EDGE,
    "extra": r"\b(?:worth|value|wert|im wert von|valeur|valor|valore|waarde|wart\w+|värde|sample|muster\w*|échantillon|muestra|campione|staal|amostra|próbk\w+|prov|gift wrap\w*|geschenkverpackung"
    r"|assembly|installation|montage|aufbau|einbau|fitting|installazione|montaggio|instalación|montaje|montagem|montaż|instalacja|montering|uppackning|warranty|garantie\w*|garantieverlängerung|garanzia|garantía|garantia|gwarancj\w+|garanti|protection plan|insurance|versicherung|assurance|verzekering|ubezpiecz\w+|försäkring"
    r"|altgerät\w*|exchange|trade-?in(?: value)?|inruil\w*|ankauf\w*|inzahlung\w*|reprise|eco-?part\w*|éco-?part\w*|d.éco\S*|raee|recupel|pfand|deposit|consigne|statiegeld|kaucja|pant|caution|recycling\w*"
    r"|set of \d+|pack of \d+|bundle|\d+er[- ](?:set|pack)|lot de \d+|pack de \d+|set van \d+|komplet\w*(?: \d+ szt\.?)?|used(?: from)?|gebraucht(?: ab)?|d'occasion|tweedehands|używan\w+|begagnad\w*|refurbished|balance|bid|gebot|shipping fee)\b[^\d]{0,24}$|(?:組立|設置|延長保証|下取り|相当|サンプル)[^\d]{0,8}$",
    "member": r"\b(?:members?|member price|club|card price|loyalty|clubcard|mitglied\w*|bonuspreis|abo(?:preis|nnement)?|im abo|sparabo|subscri\w+(?: ?& ?save)?|autoship|abonn\w+|socios?|suscripci\S+|suscr\w+|soci|abbonamento|leden\w*|abonnement|assinatura|assine|sócios?|klub\w*|z kartą|subskrypcj\w*|medlem\w*|prenumer\w+)\b[^\d]{0,28}$|(?:定期|会員|おトク便)[^円]{0,16}$",
    "means": r"\b(?:boleto|pix|à vista|vorkasse|überweisung|bank transfer|wire|cash price|przelew\w*|bonifico|transferencia|virement|överföring|paypal)\b[^\d]{0,16}$|銀行振込[^\d]{0,8}$",
    "now": r"(?:\b(?:now(?: only)?|today|only|just|special|price|(?:our|sale|now|current|your|web|online|final|special|deal|promo\w*) price|sale|offer|deal|buy (?:it )?now|jetzt(?: nur)?|nur(?: noch)?|preis|aktionspreis|angebotspreis|unser preis|sonderpreis|maintenant|prix(?: promo\w*| actuel| de vente| spécial)?|ahora|solo|precio(?: actual| final| oferta| de oferta| rebajado)?|ora|solo|adesso|prezzo(?: scontato| attuale| finale| speciale| web)?|nu(?: voor)?|voor|slechts|prijs|onze prijs|por(?: apenas)?|agora|preço(?: atual| promocional)?|teraz|cena(?: promocyjna| aktualna)?|tylko|pris|nu endast|vårt pris|kampanjpris|reapris|erbjudande)|販売価格|価格|特価|セール価格|現在価格|今だけ|税込価格|お値段)" + _EDGE,
}  # fmt: skip
_BEHIND: Mapping[str, str] = {
    "save": r"[\s)]*(?:off\b|rabatt|rabat\b|sparen|gespart|saved|savings?\b|de (?:remise|réduction|descuento|ahorro|desconto)|di sconto|korting|taniej|de moins|discount|cash ?back|割引|OFF|引き|お得|オフ)",
    "payment": r"\s*(?:/|per|pro|par|por|al|im|a|p\.?)\s?(?:month|mo\b|mth|monat|mois|mes\b|mês|mese|maand|mån|mies|m-c|week|woche|semaine|semana|year|jahr|an\b|año)|\s*(?:monthly|monatlich|mtl|miesięcznie|mensuel|mensili|mensuales|mensais|/ ?月)|\s*[x×]\s*\d+\b|\s*(?:for|in|über|en|sur|em|su|över) \d+ (?:month|monat|mois|mes|rat|cuot|plazo|vezes|mån)|\s*(?:sem juros|sans frais|sin intereses|senza interessi)",
    "delivery": r"\s*(?:[a-zà-ÿ]+ )?(?:delivery|shipping|postage|versand(?:kosten)?|lieferung|livraison|frais de port|de port|envío|spedizione|consegna|verzendkosten|bezorgkosten|frete|dostawa|wysyłka|frakt)\b",
    "threshold": r"\s*(?:以上|or more\b|and (?:up|over|above)\b|oder mehr|et plus|o más|e oltre|of meer|ou mais|lub więcej|eller mer)",
    "means": r"[\s(]*(?:no|com|by|with|per|bei|por|con|par|avec|via|pay|med)? ?(?:boleto|pix\b|à vista|vorkasse|bank transfer|bonifico|transferencia|virement)",
    "member": r"\s*(?:for members|mit (?:karte|abo)|with subscription|con suscripci|avec abonnement|定期|per abonn)",
    "extra": r"\s*(?:value|wert|worth|deposit|pfand|consigne|statiegeld|pant|kaucja|(?:[a-z]+ ){0,2}fee\b|gift ?card|gutschein|bon d'achat|cadeau|cadeaubon|vale|buono|bon\b|相当|ポイント|points?|punkte)",
}  # fmt: skip
_DE_POR = re.compile(r"\bde" + _EDGE, re.I)
_POR = re.compile(r"[\s)]*(?:por|a)\b", re.I)
_TOLERANT = re.compile(r"[\s\u00a0]+")
BEFORE = {name: re.compile(source, re.I) for name, source in _BEFORE.items()}
BEHIND = {name: re.compile(source, re.I) for name, source in _BEHIND.items()}
MEASURE = re.compile(
    r"(?:kg|kilo\w*|g|gr|mg|l|ltr?|lit\w*|ml|cl|dl|m|m²|m2|m³|m3|qm|mtr?|met\w*|km|cm|oz|lb|lbs|pounds?|ounces?|gal\w*|yd|yard"
    r"|ft|sq\.?\s?ft|kwh|100\s?\w+|\d{2,}\s?\w*|tab\w*|wash\w*|portion\w*|dose|capsule|あたり|jmf)\b|g|kg",
    re.I,
)
MONTHLY = re.compile(
    r"month|mo\b|mth|monat|mois|mes\b|mês|mese|maand|mån|mies|月|week|woche|semaine|semana|settiman|year|jahr|\ban\b|año|ano\b|年",
    re.I,
)
PER_MEASURE = re.compile(
    r"(?:/|\bper|\bpro|\bje|\bpar|\bpor|\bal|\bau|\bza|\bw|\bà|\bel|\bprice per|\bpris per|\bjmf-?pris|\bjmf)\s?\.?\s?(?:\d+[.,]?\d*\s?)?"
    r"(?:kg|kilo|g|gr|l|liter|litre|litro|litr|ml|cl|dl|m|m²|m2|m³|qm|meter|metre|mètre|metro|metr|oz|lb|sq|st\.? ?\d{2,})\b"
    r"|\b(?:grundpreis|unit price|prix au (?:kilo|litre)|jmf-?pris|jämförpris|jämförelsepris|cena za|prijs per)\b|\d+\s?(?:g|ml|kg|個|本)あたり|あたり",
    re.I,
)
LISTS = re.compile(
    r"(?:(?:my|your|mein\w*|ihr\w*|mes|mon|ma|vos|votre|mis?|tus?|i miei|il mio|la mia|mijn|je|meus?|minhas?|twoj\w|moj[ae]|min|mina|din|dina)\s+)?"
    r"(?:(?:wish|watch|shopping )\s?lists?|favou?rites|merkzettel|wunsch(?:liste|zettel)|favoris|liste d'envies|coups de cœur|lista de (?:deseos|desejos)|favorit[ioa]s"
    r"|lista dei desideri|preferiti|verlanglijst\w*|favorieten|lista życzeń|ulubione|(?:ö|o)nskelista\w*|favoriter|お気に入り|ほしい物|欲しい物"
    r"|compar(?:e|ing|ison|er|ar|aison|aci[oó]n|a[çc][aã]o)\b|(?:produkt)?vergleich|confronta\w*|vergelijk\w*|por[oó]wn\w+|jämför\w*|比較"
    r"|(?:past |recent )?orders?\b(?: history)?|(?:order|purchase) history|bestell(?:ungen|historie|übersicht)|commandes|historique|pedidos|historial|ordini|storico|bestellingen|bestelgeschiedenis|zamówienia|historia zamówień|ordrar|beställningar|orderhistorik"
    r"|ご?注文履歴|購入履歴|search results?|results for|suchergebnis\w*|résultats|resultados|risultati|zoekresultaten|wyniki|sökresultat|検索結果"
    r"|(?:dashboard|tableau de bord|panel de control|cruscotto|painel|pulpit|account|konto|kontoübersicht|compte|cuenta|conta|マイページ)\s*$)",
    re.I,
)
PRICE_LISTS = re.compile(
    r"\s*(?:(?:our|the|unsere|nos|les|nuestros|los|i|le|i nostri|le nostre|onze|nossos|os|nasze?|våra)\s+)?"
    r"(?:pricing|prices?|price list|plans?|rates|preise?|preisliste|preisübersicht|tarife?|tarieven|tariefplannen|tarifs?|prix|nos prix|formules|precios?|tarifas"
    r"|planes|lista de pre(?:ci|ço)s|prezzi|listino|listino prezzi|tariffe|piani|prijzen|prijslijst|abonnementen|preços?|planos|tabela de preços|cennik\w*|ceny|plany"
    r"|priser|prislista|abonnemang|料金(?:表|プラン)?|価格(?:表)?|プラン)"
    r"(?:\s*(?:&|and|und|et|y|e|en|i|och)\s*(?:pricing|plans|preise|tarife|tarifs|prix|planes|precios|prezzi|piani|prijzen|plannen|preços|planos|ceny|plany|priser))?"
    r"(?:\s+(?:plans?|tables?|cards?|list|options))?\s*",
    re.I,
)
"""The name of a page that is a list of prices: none of them is put before the others."""


ORDER_NUMBERS = re.compile(
    r"\s*(?:order|bestellung|auftrag|commande|pedido|ordine|bestelling|encomenda|zamówienie|beställning|ご?注文)\s*(?:番号)?"
    r"\s*(?:n[oº°r]\.?|num(?:ber|mer|er|ero)|nummer|número|numéro)?\s*[:：#]?\s*#?[\w./-]*\d[\w./-]*\s*(?:$|[(（|–—-])",
    re.I,
)
"""The name of a page that shows an order that was placed: "Order #12 (paid)"."""


def words_before(text: str, behind: str = "", lang: str = "") -> set[str]:
    """What the words that end at an amount make of it: was, save, payment, delivery, threshold, extra, member, now."""
    end = _TOLERANT.sub(" ", text)[-70:]
    found = {name for name, pattern in BEFORE.items() if pattern.search(end)}
    if (
        lang[:2] in ("pt", "es")
        and _DE_POR.search(end)
        and _POR.match(behind)
        and not end.rstrip().endswith("partir de")
    ):
        found.add("was")
    return found - {"now"} if len(found) > 1 else found


def words_behind(text: str) -> set[str]:
    """What the words that begin behind an amount make of it: save, payment, delivery, threshold, member, extra."""
    start = _TOLERANT.sub(" ", text)[:50]
    return {name for name, pattern in BEHIND.items() if pattern.match(start)}
