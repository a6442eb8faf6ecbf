import type { Money, Product, ProductOption } from '../../api/types'
import type { Note } from './notes'

export type Source = 'shopify' | 'shopify-2026' | 'woocommerce' | 'google-xml' | 'google-tsv' | 'liveshop'

/** A variant as the file has it. `undefined` is for what the file does not say. */
export interface ImportedVariant {
  /** The row of the file, counted as a spreadsheet does. */
  row: number
  id?: string | undefined
  optionValues: string[]
  sku: string | null | undefined
  price: Money
  compareAtPrice: Money | null
  /** Null when pieces are not counted. */
  stock: number | null | undefined
  /** Null for the product's first picture. */
  imageUrl: string | null | undefined
}

/** A product as the file has it. `undefined` is for what the file does not say. */
export interface ImportedProduct {
  id: string
  name: string
  description: string | null | undefined
  images: string[] | undefined
  /** Of those of the images that have one, in the order that the server keeps. */
  imageAltTexts: Product['imageAltTexts'] | undefined
  /** Null for the shop's default rate. */
  vatRateId: string | null | undefined
  options: ProductOption[]
  variants: ImportedVariant[]
}

/** What the rows of one product become. Each row of a file belongs to exactly one candidate. */
export interface Candidate {
  /** The product's handle, number or name in the file. */
  key: string
  name: string
  rows: number[]
  /** Not shown to customers in the shop that it comes from. */
  isHidden: boolean
  /** Undefined when it cannot be imported; the problems say why. */
  product: ImportedProduct | undefined
  problems: Note[]
  notes: Note[]
}

/** A file that was understood. */
export interface ReadFile {
  source: Source
  encoding: string
  /** Rows with products, without the header. */
  rows: number
  candidates: Candidate[]
  /** Headers of columns with values that nothing is made of. */
  unusedColumns: string[]
  notes: Note[]
}
