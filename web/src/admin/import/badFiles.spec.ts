import { expect, it } from 'vitest'
import { readFile } from './readFile'
import { bytesOf, codes, find, options, read, understood } from './testing/read'

const header = 'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Image Src'
const shopify = (...rows: string[]) => [header, ...rows].join('\n')
const refused = (bytes: Uint8Array) => readFile(bytes, options)

const utf16 = (text: string, isBigEndian: boolean, withMark: boolean) => {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !isBigEndian)
  return withMark ? new Uint8Array([...(isBigEndian ? [0xfe, 0xff] : [0xff, 0xfe]), ...bytes]) : bytes
}
const windows1252 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
const plain = shopify('cup,Größe,,,,,,"12,50",')

it.each([
  ['UTF-8', bytesOf(plain)],
  ['UTF-8', bytesOf(`\ufeff${plain}`)],
  ['UTF-16LE', utf16(plain, false, true)],
  ['UTF-16BE', utf16(plain, true, true)],
  ['UTF-16LE', utf16(plain, false, false)],
  ['UTF-16BE', utf16(plain, true, false)],
  ['Windows-1252', windows1252(plain)],
])('a file in %s is read and the encoding told', (encoding, bytes) => {
  const file = understood(readFile(bytes, options))
  expect(file.encoding).toBe(encoding)
  expect(find(file, 'cup').product).toMatchObject({ name: 'Größe', variants: [{ price: { amount: 1250, currency: 'EUR' } }] })
})

it.each([
  ['empty', ''],
  ['empty', header],
  ['unknown', 'a,b,c\n1,2,3'],
  ['unknown', '<!doctype html><html><body>Sign in</body></html>'],
])('a file that is %s is refused as a whole', (problem, text) => {
  expect(refused(bytesOf(text))).toBe(problem)
})

it('a workbook and other binary files are refused by their bytes', () => {
  expect(refused(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0))).toBe('workbook')
  expect(refused(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 1, 1))).toBe('binary')
})

it('a file of 200,000 rows is refused as too long, and one of 50,000 is read', () => {
  const rows = (count: number) => bytesOf([header, ...Array.from({ length: count }, (_, n) => `p-${n},Product ${n},,,,,,1.00,`)].join('\n'))
  expect(refused(rows(200_000))).toBe('tooManyRows')
  expect(understood(readFile(rows(50_000), options)).candidates).toHaveLength(50_000)
})

it.each([';', '\t', '|'])('columns separated by "%s" are recognised, also after a line of Excel’s that says so', (sign) => {
  const text = shopify('cup,Cup,,,,,,10,').replaceAll(',', sign)
  for (const content of [text, `sep=${sign}\r\n${text}`]) expect(find(read(content), 'cup').problems).toEqual([])
})

it('two rows of one handle that contradict each other are refused with both rows', () => {
  const file = read(shopify('cup,Cup,Size,S,A,,,10,', 'cup,Mug,,M,B,,,12,', 'jug,Jug,Size,S,A,,,10,', 'jug,,,S,B,,,12,'))
  expect(find(file, 'cup').problems).toEqual([{ code: 'contradiction', values: ['Title', '2', '3'] }])
  expect(find(file, 'jug').problems).toEqual([{ code: 'sameVariantTwice', values: ['S', '4', '5'] }])
})

it('a row that is repeated without a difference counts once, and this is said', () => {
  const cup = find(read(shopify('cup,Cup,Size,S,A,,,10,', 'cup,,,S,A,,,10,')), 'cup')
  expect(cup.product?.variants).toHaveLength(1)
  expect(cup.notes).toEqual([{ code: 'repeatedRow', values: ['2', '3'] }])
})

it('a price of another currency in the middle is refused', () => {
  const cup = find(read(shopify('cup,Cup,Size,S,A,,,10,', 'cup,,,M,B,,,12 USD,')), 'cup')
  expect(cup.problems).toEqual([{ code: 'mixedCurrencies', values: ['EUR', '2', 'USD', '3'] }])
})

it.each([
  ['noName', 'cup,,,,,,,10,'],
  ['noPrice', 'cup,Cup,,,,,,,'],
  ['badPrice', 'cup,Cup,,,,,,free,'],
  ['badPrice', 'cup,Cup,,,,,,-3,'],
  ['priceTooHigh', 'cup,Cup,,,,,,99999999999,'],
  ['badStock', 'cup,Cup,,,,shopify,many,10,'],
  ['nameTooLong', `cup,${'x'.repeat(201)},,,,,,10,`],
  ['skuTooLong', `cup,Cup,,,${'x'.repeat(101)},,,10,`],
  ['optionTooLong', `cup,Cup,Size,${'x'.repeat(61)},,,,10,`],
  ['optionWithoutName', 'cup,Cup,,Large,,,,10,'],
  ['shiftedRow', 'cup,Cup, with a handle,,,,,,10,a.jpg'],
  ['openQuote', 'cup,"Cup,,,,,,10,'],
])('a product is refused as %s: %s', (code, row) => {
  const file = read(shopify(row))
  expect(file.candidates).toHaveLength(1)
  expect(file.candidates[0]?.product).toBeUndefined()
  expect(codes(file.candidates[0]?.problems ?? [])).toContain(code)
})

it('more variants than the limit are refused, more pictures are left out and said', () => {
  const many = Array.from({ length: 101 }, (_, n) => `cup,${n ? '' : 'Cup'},${n ? '' : 'Size'},${n},,,,10,`)
  expect(codes(find(read(shopify(...many)), 'cup').problems)).toEqual(['tooManyVariants'])
  const pictures = Array.from({ length: 12 }, (_, n) => `cup,${n ? '' : 'Cup'},,,,,,${n ? '' : '10'},//cdn.example.com/${n}.jpg`)
  const cup = find(read(shopify(...pictures)), 'cup')
  expect(cup.product?.images).toHaveLength(10)
  expect(cup.notes).toEqual([{ code: 'imagesCut', values: ['2', '10'] }])
})

it('pieces below zero become none, and a broken picture is left out, both said', () => {
  const cup = find(read(shopify('cup,Cup,,,,shopify,-2,10,cup.jpg')), 'cup')
  expect(cup.product).toMatchObject({ images: [], variants: [{ stock: 0 }] })
  expect(codes(cup.notes).toSorted()).toEqual(['badAddress', 'stockBelowZero'])
})

it('two handles that would have the same id keep two products', () => {
  const file = read(shopify('Cup A,One,,,,,,10,', 'cup-a,Two,,,,,,10,', '茶碗,Three,,,,,,10,', '皿,Four,,,,,,10,'))
  const ids = file.candidates.map(({ product }) => product?.id ?? '')
  expect(new Set(ids).size).toBe(4)
  expect(find(file, 'cup-a').product?.id).toBe('cup-a')
  for (const id of ids) expect(id).toMatch(/^[a-z0-9-]{1,64}$/)
})

it('two products without a handle and with the same name are not made into one', () => {
  const file = read(shopify(',Cup,,,,,,10,', ',Cup,,,,,,12,'))
  expect(file.candidates.map(({ product, problems }) => [!!product, codes(problems)])).toEqual([[true, []], [false, ['sameIdTwice']]])
})

it('variations of WooCommerce without their product, and one that leaves an attribute open, are refused', () => {
  const file = read([
    'ID,Type,SKU,Name,Published,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)',
    '1,variation,a,Lost,1,10,gone,Size,S',
    '2,variable,b,Shirt,1,,,Size,"S, M"',
    '3,variation,c,Shirt - any,1,10,b,Size,',
    '4,variable,d,Empty,1,,,Size,S',
  ].join('\n'))
  expect(file.candidates.map(({ key, problems }) => [key, codes(problems)])).toEqual([
    ['b', ['optionValueMissing']], ['d', ['noVariations']], ['a', ['parentMissing']],
  ])
})

it('a feed that ends in the middle says so', () => {
  const item = '<item><g:id>a</g:id><title>A &amp; B</title><g:price>1 EUR</g:price></item>'
  const feed = `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>${item}<item><g:id>b`
  const file = read(feed)
  expect(codes(file.notes)).toEqual(['fileCut'])
  expect(file.candidates.map(({ name }) => name)).toEqual(['A & B', 'b'])
  expect(codes(file.candidates[1]?.problems ?? [])).toContain('fileCut')
})
