import { expect, it } from 'vitest'
import { isNote } from '../notes'
import { fixAddress, splitAddresses } from './address'
import { decodeEntities, htmlToText } from './html'
import { decimalSignOf, readPrice } from './price'
import { cutText } from './text'

const amountOf = (text: string, currency = 'EUR', decimal: '.' | ',' | undefined = undefined) => {
  const price = readPrice(text, { currency, decimal })
  return isNote(price) ? price.code : `${price.amount} ${price.currency}`
}

it.each([
  ['59', '5900 EUR'], ['59.00', '5900 EUR'], ['19.9', '1990 EUR'], ['18,50', '1850 EUR'], ['.99', '99 EUR'], ['0.990', '99 EUR'],
  ['1.234,56', '123456 EUR'], ['1,234.56', '123456 EUR'], ['1 234,56', '123456 EUR'],
  ["1'234.50", '123450 EUR'], ['1\u202f234,50', '123450 EUR'],
  ['1,23,456.00', '12345600 EUR'], ['1.234.567', '123456700 EUR'], ['59.0000', '5900 EUR'], ['1234.500', '123450 EUR'],
  ['€ 59', '5900 EUR'], ['59,90 €', '5990 EUR'], ['59 EUR', '5900 EUR'], ['eur 59', '5900 EUR'], ['59,-', '5900 EUR'], ['59.–', '5900 EUR'],
  ['£10', '1000 GBP'], ['3500 JPY', '3500 JPY'], ['¥1,234', '1234 JPY'], ['3,500.00 JPY', '3500 JPY'],
  ['1.234 KWD', 'ambiguousPrice'], ['1.2345 KWD', 'tooManyDecimals'],
  ['１２．５０', '1250 EUR'], ['١٢٫٥٠', '1250 EUR'], ['0', '0 EUR'],
  ['ask us', 'badPrice'], ['-5', 'badPrice'], ['1.2.3', 'badPrice'], ['1,2,3', 'badPrice'],
  ['5 or 6', 'badPrice'], ['from 5', 'badPrice'], ['5 XXQ', 'badPrice'],
  ['12.345', 'ambiguousPrice'], ['59.999,999', 'tooManyDecimals'], ['9000000000.01', 'priceTooHigh'],
])('the price "%s" is read as %s', (text, read) => {
  expect(amountOf(text)).toBe(read)
})

it('"1.234" is decided by the decimal sign of the file’s other prices', () => {
  expect(decimalSignOf(['18,50', '1.234', '20'])).toBe(',')
  expect(decimalSignOf(['18,50', '18.50'])).toBeUndefined()
  expect(amountOf('1.234', 'EUR', ',')).toBe('123400 EUR')
  expect(amountOf('1,234', 'EUR', '.')).toBe('123400 EUR')
  expect(amountOf('1.234', 'KWD', '.')).toBe('1234 KWD')
})

it('"$" is the shop’s own dollar', () => {
  expect(amountOf('$5', 'CAD')).toBe('500 CAD')
  expect(amountOf('$5', 'EUR')).toBe('500 USD')
})

it('each amount that is written in any notation is read back', () => {
  const locales = ['en', 'de', 'fr', 'de-CH', 'pl', 'pt-BR', 'sv']
  for (const currency of ['EUR', 'JPY', 'KWD']) {
    const digits = { EUR: 2, JPY: 0, KWD: 3 }[currency]
    for (let amount = 1; amount < 9e11; amount = amount * 7 + 3) {
      for (const locale of locales) {
        const number = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
        const decimal = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? ','
        const text = number.format(amount / 10 ** (digits ?? 0))
        expect(amountOf(text, currency, decimal as '.' | ','), `${locale} ${text}`).toBe(`${amount} ${currency}`)
      }
    }
  }
})

it.each([
  ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
  ['One<br>Two<br/><br>Three', 'One\nTwo\n\nThree'],
  ['<ul><li>a</li><li>b <b>bold</b></li></ul>after', '• a\n• b bold\n\nafter'],
  ['<ol><li>a</li><li>b</li></ol>', '1. a\n2. b'],
  ['<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '• a\n\u2003• b\n• c'],
  ['<div>a</div><div>b</div>', 'a\nb'],
  ['<p>a  b\n c</p>\n\n<p>&nbsp;</p><p>d</p>', 'a b c\n\nd'],
  ['<h2>Care</h2>Wash &lt;30&deg;C &amp; dry', 'Care\n\nWash <30°C & dry'],
  ['<style>p{}</style><script>alert(1)</script>text<!-- no -->', 'text'],
  ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  ['Plain\ntext, 1 < 2 & 3 > 2', 'Plain\ntext, 1 < 2 & 3 > 2'],
  ['&Auml;rmel &#8211; 5&euro;', 'Ärmel – 5€'],
  ['a\u202eb\u0007c\r\nd', 'abc\nd'],
  ['<p>unclosed <b>bold', 'unclosed bold'],
])('the HTML %j becomes %j', (html, text) => {
  expect(htmlToText(html)).toBe(text)
})

it('text of HTML never holds what the server refuses, whatever comes', () => {
  const tags = ['<p>', '</p>', '<br>', '<ul>', '<li>', '</ul>', '<!--', '<script>']
  const parts = [...tags, '&amp;', '&#0;', '&#x202e;', '\u0000', '\u0085', '<', '>', '&', 'x', ' ', '\n', '\r']
  let seed = 7
  for (let n = 0; n < 2_000; n++) {
    const html = Array.from({ length: 12 }, () => parts[(seed = (seed * 1103515245 + 12345) & 0x7fffffff) % parts.length]).join('')
    const text = htmlToText(html)
    expect(text).toBe(text.trim())

    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]|\n\n\n/)
  }
})

it('entities of a name are resolved, and what looks like a tag stays', () => {
  expect(decodeEntities('Mug &amp; Saucer <small> &eacute;')).toBe('Mug & Saucer <small> é')
})

it.each([
  ['//cdn.example.com/a.jpg', 'https://cdn.example.com/a.jpg'],
  [' https://cdn.example.com/a b.jpg ', 'https://cdn.example.com/a%20b.jpg'],
  ['http://cdn.example.com/a.jpg', 'https://cdn.example.com/a.jpg'],
  ['https://cdn.example.com/größe.jpg?v=1', 'https://cdn.example.com/größe.jpg?v=1'],
  ['a.jpg', undefined], ['/a.jpg', undefined], ['javascript:alert(1)', undefined], ['data:image/png;base64,AA', undefined],
  ['ftp://a.example/a.jpg', undefined], ['https://user:pass@a.example/a.jpg', undefined], ['https://', undefined],
  [`https://a.example/${'x'.repeat(2_100)}`, undefined],
])('the picture’s address %s becomes %s', (text, address) => {
  expect(fixAddress(text)).toBe(address)
})

it('addresses in one cell are split where the next one begins', () => {
  expect(splitAddresses('https://a.example/1,2.jpg, https://a.example/3 4.jpg,//a.example/5.jpg')).toEqual([
    'https://a.example/1,2.jpg', 'https://a.example/3 4.jpg', '//a.example/5.jpg',
  ])
})

it('a long text is cut between words', () => {
  expect(cutText('one two three four', 12)).toBe('one two…')
  expect(cutText('short', 12)).toBe('short')
  expect(cutText('x'.repeat(20), 10)).toBe(`${'x'.repeat(9)}…`)
})
