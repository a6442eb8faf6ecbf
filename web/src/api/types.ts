import type { components } from './schema'

type Schemas = components['schemas']

export type Money = Schemas['Money']
export type ProductCard = Schemas['ProductCard']
export type PinnedProduct = Schemas['PinnedProduct']
export type LiveStreamStatus = Schemas['LiveStreamStatus']
/** What customers get, by HTTP and as a message. */
export type LiveStreamState = Schemas['LiveStreamState']
/** The state with what belongs to the stream's page beside it. */
export type LiveStreamDetails = Schemas['LiveStreamDetails']
export type Product = Schemas['Product']
export type Cart = Schemas['Cart']
export type CartItem = Schemas['CartItem']
export type Problem = Schemas['ProblemDetails']
