import type { Money, ProductOption } from '../../../api/types'
import type { Candidate, ImportedVariant, Source } from '../candidate'
import * as limits from '../limits'
import { isNote } from '../notes'
import { decodeEntities, htmlToText } from '../values/html'
import { readPrice, type PriceForm } from '../values/price'
import { readStock } from '../values/stock'
import { cutText, oneLine } from '../values/text'
import type { Draft, DraftVariant } from './draft'
import { addressOf, picturesOf } from './pictures'

/** Reads the values of a draft, and says what is wrong with them. */
export class CandidateBuilder {
  private readonly isOwn: boolean

  constructor(source: Source, private readonly prices: PriceForm) {
    this.isOwn = source === 'liveshop'
  }

  build(draft: Draft, id: string): Candidate {
    for (const { row, problem } of draft.rows) if (problem) draft.refuse(problem, row)
    const name = this.name(draft)
    const { images, imageAltTexts } = picturesOf(draft, this.isOwn)
    const variants = this.variants(draft, images?.[0])
    const options = this.options(draft, variants)
    const description = this.description(draft)
    return {
      key: draft.key || name,
      name: name || draft.key,
      rows: draft.rows.map(({ row }) => row),
      isHidden: draft.isHidden,
      product: draft.problems.length
        ? undefined
        : { id, name, description, images, imageAltTexts, vatRateId: this.vatRate(draft), options, variants },
      problems: draft.problems,
      notes: draft.notes,
    }
  }

  private text(text: string): string {
    return this.isOwn ? text.trim() : oneLine(decodeEntities(text))
  }

  private name(draft: Draft): string {
    const name = this.text(draft.name)
    if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(name)) {
      if (!draft.problems.some(({ code }) => code === 'rowsWithoutProduct')) draft.refuse('noName')
    } else if (name.length > limits.maxNameLength) draft.refuse('nameTooLong', name.length, limits.maxNameLength)
    return name
  }

  private description(draft: Draft): string | null | undefined {
    if (draft.description === undefined) return undefined
    const text = this.isOwn ? draft.description : htmlToText(draft.description)
    const cut = cutText(text, limits.maxDescriptionLength)
    if (cut !== text) draft.remark('descriptionCut', text.length, limits.maxDescriptionLength)
    return cut || null
  }

  private vatRate(draft: Draft): string | null | undefined {
    if (!draft.vatRate) return draft.vatRate === undefined ? undefined : null
    if (/^[a-z0-9-]{1,64}$/.test(draft.vatRate)) return draft.vatRate
    draft.remark('unknownVatRate', cutText(draft.vatRate, 40))
    return null
  }

  private options(draft: Draft, variants: ImportedVariant[]): ProductOption[] {
    const names = draft.optionNames.map((name) => this.text(name))
    if (names.length > limits.maxOptions) draft.refuse('tooManyOptions', names.length, limits.maxOptions)
    if (new Set(names).size < names.length) draft.refuse('sameOptionTwice', names.join(', '))
    return names.map((name, at) => {
      if (!name) draft.refuse('optionWithoutName', at + 1)
      const listed = (draft.optionValues?.[at] ?? []).map((value) => this.text(value))
      const values = [...new Set([...listed, ...variants.map((variant) => variant.optionValues[at] ?? '')])]
      for (const long of [name, ...values].filter((text) => text.length > limits.maxOptionLength)) {
        draft.refuse('optionTooLong', cutText(long, 40), limits.maxOptionLength)
      }
      return { name, values }
    })
  }

  private variants(draft: Draft, firstImage: string | undefined): ImportedVariant[] {
    const { variants } = draft
    if (variants.length > limits.maxVariants) draft.refuse('tooManyVariants', variants.length, limits.maxVariants)
    if (!variants.length && !draft.problems.length) draft.refuse('noVariants')
    const read = variants.map((variant) => this.variant(draft, variant, firstImage)).filter((variant) => variant !== undefined)
    const [first] = read
    const other = read.find(({ price }) => price.currency !== first?.price.currency)
    if (first && other) draft.refuse('mixedCurrencies', first.price.currency, first.row, other.price.currency, other.row)
    return read
  }

  private variant(draft: Draft, from: DraftVariant, firstImage: string | undefined): ImportedVariant | undefined {
    const optionValues = from.optionValues.map((value) => this.text(value))
    if (optionValues.some((value) => !value)) draft.refuse('optionValueMissing', from.row)
    const sku = from.sku === undefined ? undefined : this.text(from.sku) || null
    if (sku && sku.length > limits.maxSkuLength) draft.refuse('skuTooLong', from.row, limits.maxSkuLength)
    const stock = this.stock(draft, from)
    const price = this.price(draft, from.price, from.row)
    if (!price) return undefined

    const image = from.image ? addressOf(draft, from.image, this.isOwn) : undefined
    return {
      row: from.row,
      id: from.id,
      optionValues,
      sku,
      price,
      compareAtPrice: this.compareAtPrice(draft, from, price),
      stock,
      imageUrl: from.image === undefined ? undefined : !image || image === firstImage ? null : image,
    }
  }

  private price(draft: Draft, text: string, row: number): Money | undefined {
    if (!text) {
      draft.refuse('noPrice', row)
      return undefined
    }
    const price = readPrice(text, this.prices)
    if (!isNote(price)) return price
    draft.problems.push(price)
    return undefined
  }

  private compareAtPrice(draft: Draft, { compareAtPrice: text, row }: DraftVariant, price: Money): Money | null {
    const before = text ? readPrice(text, this.prices) : undefined
    if (!before) return null
    if (isNote(before)) draft.notes.push(before)
    else if (before.currency !== price.currency) draft.refuse('mixedCurrencies', price.currency, row, before.currency, row)
    else if (before.amount > price.amount) return before
    else if (before.amount > 0 && before.amount < price.amount) draft.remark('compareAtLower', text, row)
    return null
  }

  private stock(draft: Draft, { stock: given }: DraftVariant): number | null | undefined {
    if (typeof given !== 'string') return given
    const read = readStock(given)
    if ('code' in read) {
      draft.problems.push(read)
      return undefined
    }
    if (read.note) draft.notes.push(read.note)
    return read.stock
  }
}
