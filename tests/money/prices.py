"""Price texts as shops write them, and what they say."""

# text | locale | readings. A reading is an amount with its flags, or the name of an ambiguity with readings it must hold.
EXACT = """
€12.50 | | 12.50 EUR
€ 12,50 | | 12.50 EUR
12,50 € | | 12.50 EUR
12,50€ | | 12.50 EUR
EUR 12,50 | | 12.50 EUR
12.50 USD | | 12.50 USD
USD12.50 | | 12.50 USD
12,50 eur | | 12.50 EUR
US$ 5 | | 5 USD
US $5.00 | | 5 USD
A$5 | | 5 AUD
AU$500 | | 500 AUD
NZ$ 12.90 | | 12.90 NZD
R$ 10,00 | | 10 BRL
R$ 1.299,90 | pt-BR | 1299.90 BRL
HK$1,234.50 | | 1234.50 HKD
£5.99 | | 5.99 GBP
£1,299.99 | en-GB | 1299.99 GBP
£5·99 | en-GB | 5.99 GBP
£5.99p | | 5.99 GBP
$5 | en-US | 5 USD
$5 | en | 5 USD
$5 | en-CA | 5 CAD
$5 | en_AU | 5 AUD
$1,299.00 | es-MX | 1299 MXN
$1.299 | es-CL | 1299 CLP
$5 | de-DE | 5 USD
$1,299.99USD | | 1299.99 USD
USD $5 | | 5 USD
CAD $5.00 | | 5 CAD
5,00 $ CAD | | 5 CAD
1 299,99 $ | fr-CA | 1299.99 CAD
$5 USD $6 USD | | 5 USD; 6 USD
$ 12 . 50 | en-US | 12.50 USD
$.99 | en-US | 0.99 USD
$12⁹⁹ | en-US | 12.99 USD
CHF 1'299.90 | | 1299.90 CHF
CHF 1’299.90 | de-CH | 1299.90 CHF
1'299.90 CHF | | 1299.90 CHF
CHF 5.– | | 5 CHF
CHF 49.-- | | 49 CHF
Fr. 5.- | | 5 CHF
5.– | de-CH | 5 CHF
kr 199,- | nb-NO | 199 NOK
kr 199,- | da | 199 DKK
199 kr | sv-SE | 199 SEK
1 299 kr | sv | 1299 SEK
1 299,50 kr | sv | 1299.50 SEK
1.299 kr. | da-DK | 1299 DKK
1.299,95 kr. | da | 1299.95 DKK
199:- | sv | 199 SEK
199:- | | currency-symbol 199 SEK
199,- | nb | 199 NOK
500 SEK | | 500 SEK
499 kronor | sv | 499 SEK
1 299,99 zł | | 1299.99 PLN
1 299,99 zł | pl | 1299.99 PLN
1.299,00 zł | pl | 1299 PLN
Razem: 49,99 zł | pl | 49.99 PLN
Razem 1 299,99 zł | pl | 1299.99 PLN
1299,00 PLN | | 1299 PLN
5 złotych | pl | 5 PLN
12,50 Kč | | 12.50 CZK
1 299 Kč | | 1299 CZK
5.000 Ft | | 5000 HUF
5 000 Ft | hu | 5000 HUF
25 lei | ro | 25 RON
12,50 лв | | 12.50 BGN
1 299 ₽ | ru | 1299 RUB
1 299 руб. | ru | 1299 RUB
299 грн | uk | 299 UAH
₹1,23,456.00 | | 123456 INR
₹499 | | 499 INR
Rs. 500 | en-IN | 500 INR
Rs 500/- | en-IN | 500 INR
Rs. 1,500.00 | en-PK | 1500 PKR
₺1.299,90 | tr | 1299.90 TRY
1.299,90 TL | tr | 1299.90 TRY
₩12,000 | | 12000 KRW
12,000원 | | 12000 KRW
₫1.299.000 | | 1299000 VND
฿1,299.00 | | 1299 THB
₪49.90 | | 49.90 ILS
د.إ 50 | | 50 AED
١٢٫٥٠ د.إ | | 12.50 AED
١٬٢٣٤٫٥٠ ر.س | ar-SA | 1234.50 SAR
R 1 299,00 | en-ZA | 1299 ZAR
KD 1.500 | ar-KW | decimal-or-grouping 1.500 KWD
KD 1.500 | en-KW | 1.500 KWD
5円 | | 5 JPY
5,000円(税込) | | 5000 JPY
合計5,000円 送料550円 | ja | 5000 JPY; 550 JPY
¥5,000 | ja | 5000 JPY
¥128.50 | zh-CN | 128.50 CNY
￥５，０００ | ja | 5000 JPY
JPY 5000 | | 5000 JPY
送料：550円 | ja | 550 JPY
1個 1,980円 | ja | 1980 JPY
128元 | zh | 128 CNY
500 Euro | | 500 EUR
12 euros | fr | 12 EUR
20 dollars | en-US | 20 USD
1.234,50 US-Dollar | de | 1234.50 USD
12.50 US dollars | | 12.50 USD
5,– € | | 5 EUR
12,-- € | | 12 EUR
€ 5,- | | 5 EUR
5,- | nl | 5 EUR
12€50 | | 12.50 EUR
1.234,50 EUR* | | 1234.50 EUR
€1.234,56 | | 1234.56 EUR
€1 234.56 | | 1234.56 EUR
1 234,56 € | fr | 1234.56 EUR
1 234 € | | 1234 EUR
1 234 567 € | fr | 1234567 EUR
1'234 € | | 1234 EUR
€0.234 | | 0.234 EUR
1234.567 € | | 1234.567 EUR
3.350 € | de | 3350 EUR
3.350 € | en | 3.350 EUR
3,350 € | en-IE | 3350 EUR
€1.299 | nl | 1299 EUR
0,00 € | | 0 EUR
$0.00 | en-US | 0 USD
99p | en-GB | 0.99 GBP
99 pence | | 0.99 GBP
50¢ | en-US | 0.50 USD
99 ct | de | 0.99 EUR
50 Cent | de | 0.50 EUR
50 öre | sv | 0.50 SEK
"""
SIGNS = """
€-5.00 | | -5 EUR
-€5.00 | | -5 EUR
- €5.00 | | -5 EUR
-$5.00 | en-US | -5 USD
$-5.00 | en-US | -5 USD
−5,00 € | | -5 EUR
– 5,00 € | | -5 EUR
- 5,00 € | | -5 EUR
-5,00 € | | -5 EUR
5,00- € | | -5 EUR
5,00 €- | | -5 EUR
€5.00- | | -5 EUR
(€5.00) | | -5 EUR open
($5.00) | en-US | -5 USD open
▲500円 | | -500 JPY
△500円 | | -500 JPY
－500円 | | -500 JPY
-500円 | | -500 JPY
-1 299,00 kr | sv | -1299 SEK
−15,00 zł | pl | -15 PLN
Rabatt -5,00 € | de | -5 EUR
Rabatt-5,00 € | de | -5 EUR
Rabatt: - 5,00 € | de | -5 EUR
Rabatt − 5,00 € | de | -5 EUR
Voucher (SAVE10) -£5.00 | en | -5 GBP
Sconto: -12,50 € | it | -12.50 EUR
Gutschein – 5,00 € | de | 5 EUR open
DHL - 4,90 € | de | 4.90 EUR open
Express (£4.99) | en | 4.99 GBP open
Gift wrap (+$5.00) | en | 5 USD plus
+ 2,25 € | | 2.25 EUR plus
+$5 | en-US | 5 USD plus
+€2.50 | | 2.50 EUR plus
XY-200 € | de | sign 200 EUR, -200 EUR
kr 199- | nb | sign 199 NOK, -199 NOK
¥1,980- | ja | 1980 JPY
¥1,980- | | currency-symbol+sign 1980 JPY, -1980 JPY
1.980- € | de | sign 1980 EUR, -1980 EUR
50-Euro-Gutschein | de | 50 EUR
10-€-Gutschein | de | 10 EUR
5 €-Gutschein | de | 5 EUR
$5.00 (–$1.00) | en | 5 USD; -1 USD
$80.00 -20% | en | 80 USD
€80,00-20% | de | 80 EUR
$3.99 + $1.00 | en-US | 3.99 USD; 1 USD plus
49,00 € -10,00 € | | 49 EUR; -10 EUR
49,00 € - 10,00 € | | 49 EUR; 10 EUR open
"""
SEVERAL = """
2 for $30 | en-US | 30 USD
was $149.00 now $99.00 | en-US | 149 USD; 99 USD
$99.00 – $149.00 | en-US | 99 USD low; 149 USD high
$99-149 | en-US | 99 USD low; 149 USD high
$99-$149 | en-US | 99 USD low; 149 USD high
from $99 to $149 | en | 99 USD low; 149 USD high
€99 – €149 | | 99 EUR low; 149 EUR high
99 – 149 € | | 99 EUR low; 149 EUR high
99-149 € | | 99 EUR low; 149 EUR high
R$ 40,00 – R$ 80,00 | pt-BR | 40 BRL low; 80 BRL high
CHF 12.50 - CHF 48.00 | de-CH | 12.50 CHF low; 48 CHF high
€ 18,00 – € 64,00 | nl | 18 EUR low; 64 EUR high
SEK 199 – SEK 299 | sv | 199 SEK low; 299 SEK high
von 9,90 bis 14,90 € | de | 9.90 EUR low; 14.90 EUR high
49,00 € bis 99,00 € | de | 49 EUR low; 99 EUR high
de 10 € à 20 € | fr | 10 EUR low; 20 EUR high
tra 10,00 € e 20,00 € | it | 10 EUR; 20 EUR
van 10,00 tot 20,00 € | nl | 10 EUR low; 20 EUR high
199–299 kr | sv | 199 SEK low; 299 SEK high
1,000円～3,000円 | ja | 1000 JPY low; 3000 JPY high
1,000～3,000円 | ja | 1000 JPY low; 3000 JPY high
iPhone 12 - 999 € | de | 999 EUR open
2 x 49,00 € | | 49 EUR
2x49,00 € | | 49 EUR
2 × 49,00 € | | 49 EUR
x2 $5.00 | en-US | 5 USD
1 49,00 € | | 49 EUR
Qty 2 €49.00 | en | 49 EUR
€10 €20 | | 10 EUR; 20 EUR
10 € 20 € | | 10 EUR; 20 EUR
€ 10 € 20 | | 10 EUR; 20 EUR
10 € 2 Stück | | 10 EUR
2 € 49,00 | | 49 EUR
49,00 € 2 | | 49 EUR
12 kr 300 kr | sv | 12 SEK; 300 SEK
statt 1.499,00 € nur 999,00 € | de | 1499 EUR; 999 EUR
Total49,00 € | de | 49 EUR
$12.99Add to cart | en-US | 12.99 USD
TOTAL: €1.299,00 (inkl. 207,40 € MwSt.) | de | 1299 EUR; 207.40 EUR
12,50 € 3.350 € | | 12.50 EUR; 3350 EUR
Price (USD): 12.00 | | 12 USD
Prezzo: 12,50 € IVA inclusa | it | 12.50 EUR
Precio total 1.234,50 € (IVA incluida) | es | 1234.50 EUR
Envío 4,95€ | es | 4.95 EUR
Frete R$ 19,90 | pt-BR | 19.90 BRL
Portes de envio: 3,90 € | pt-PT | 3.90 EUR
Verzendkosten € 6,95 | nl | 6.95 EUR
Livraison 4,90 € TTC | fr | 4.90 EUR
Frakt 49 kr | sv | 49 SEK
Dostawa 12,99 zł | pl | 12.99 PLN
手数料 330円 | ja | 330 JPY
5 000 kr | nn | 5000 NOK
10 €⏎20 € | | 10 EUR; 20 EUR
1.299,- € | de | 1299 EUR
ab 1.299,- | de | 1299 EUR
1 299:- | sv | 1299 SEK
12x 9,99 € = 119,88 € | de | 9.99 EUR; 119.88 EUR
4 payments of $12.25 | en | 12.25 USD
R$ 99,90 em até 10x de R$ 9,99 | pt-BR | 99.90 BRL; 9.99 BRL
Total (3 items): $59.97 | en | 59.97 USD
小計 ¥3,960 送料 ¥550 合計 ¥4,510 | ja | 3960 JPY; 550 JPY; 4510 JPY
3,960円（税込4,356円） | ja | 3960 JPY; 4356 JPY
1泊 12,000円 | ja | 12000 JPY
Was £20.00, now £15.00 (save £5.00) | en | 20 GBP; 15 GBP; 5 GBP
It costs €5. 10 items | en | 5 EUR
1,00 €2,00 €3,00 € | | 1 EUR; 2 EUR; 3 EUR
EUR 5 EUR 6 | | 5 EUR; 6 EUR
Kr 1 299,00 inkl. mva | nb | 1299 NOK
Größe 38 129,00 € | de | one-or-two-numbers 38129 EUR, 129 EUR
Order #12345 total €50 | en | 50 EUR
iPhone 15 128 GB 999 € | de | 999 EUR
12 USD 50 EUR | | 12 USD; 50 EUR
19 % MwSt. 5,00 € | de | 5 EUR
Art. 4711 € 5,00 | de | 5 EUR
ca. 5 € | de | 5 EUR about
約500円 | ja | 500 JPY about
~€5 | | 5 EUR about
environ 12 € | fr | 12 EUR about
"""
UNITS = """
€13.96/kg | | 13.96 EUR /kg
13,96 €/kg | | 13.96 EUR /kg
13,96 €*/kg | | 13.96 EUR /kg
39,99 €¹ mtl. | | 39.99 EUR mtl.
12,00 zł** za osobę | | 12.00 PLN za osobę
24,90 € * / mois | | 24.90 EUR / mois
13,96 €* zzgl. Versand | | 13.96 EUR
1,99 € / 100 g | de | 1.99 EUR / 100 g
€ 9,99 pro Monat | de | 9.99 EUR pro Monat
$5/mo | en-US | 5 USD /mo
$120 per night | en-US | 120 USD per night
$99 a month | en-US | 99 USD a month
£12.50 pp | en-GB | 12.50 GBP pp
£25 per person per night | en-GB | 25 GBP per person per night
9,99 € par mois | fr | 9.99 EUR par mois
9,99 € al mese | it | 9.99 EUR al mese
9,99 € al mes | es | 9.99 EUR al mes
€ 9,99 per maand | nl | 9.99 EUR per maand
R$ 19,90 por mês | pt-BR | 19.90 BRL por mês
49,99 zł za sztukę | pl | 49.99 PLN za sztukę
99 kr/mån | sv | 99 SEK /mån
980円/月 | ja | 980 JPY /月
12 € par carte | fr | 12 EUR
12 € per la spedizione | it | 12 EUR
"""
OPEN = """
$5 | | currency-symbol 5 USD, 5 CAD, 5 AUD
C$5 | | currency-symbol 5 CAD, 5 NIO
¥1,234 | | currency-symbol 1234 JPY, 1234 CNY
500 kr | | currency-symbol 500 SEK, 500 NOK, 500 DKK
500 kr | en | currency-symbol 500 SEK, 500 NOK
Rs. 500 | | currency-symbol 500 INR, 500 PKR
50 Cent | | currency-symbol 0.50 EUR, 0.50 USD
€1.234 | | decimal-or-grouping 1234 EUR, 1.234 EUR
12.345 € | | decimal-or-grouping 12345 EUR, 12.345 EUR
3.350 € | | decimal-or-grouping 3350 EUR, 3.350 EUR
KD 1.234 | | decimal-or-grouping 1.234 KWD, 1234 KWD
$1.299 | | decimal-or-grouping+currency-symbol 1299 USD, 1.299 USD, 1299 CLP
$1,299 | de | decimal-or-grouping 1299 USD, 1.299 USD
1,299.00 € 3.350 € | de | 1299 EUR; decimal-or-grouping 3350 EUR, 3.350 EUR
Model 3 200 € | | one-or-two-numbers 3200 EUR, 200 EUR
€5 500 ml | | one-or-two-numbers 5 EUR, 5500 EUR
1 kr 300 | | which-number+currency-symbol 1 SEK, 300 SEK
$12 50 | en-US | split-cents 12 USD, 12.50 USD
¤ 5,00 | | no-currency
"""
NOTHING = """
4.5 stars
100 % cotton
24/7
USB 3.0
12,50
1.234,50
2024-05-01 €
01.02.2024
+49 30 123456
0800-123 456
iPhone 14 Pro Max 256 GB
A4 €
x2 €
TOP 10
TRY 2
AMD 5600
12.5 KM
5 pounds
50 p
1080p
99 ct
#5 €
19 % €
$5k
£1.2m
$3 million
€3 Mio.
5 Mio. €
3万5000円
1/2 €
10:30 €
192.168.0.1 €
Nr. 5.- Abschnitt
EAN 4006381333931 €
1.2.3 €
1,2345,67 €
€
$
$$$
free
"""
