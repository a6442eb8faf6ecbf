import type { components } from './schema'

type Schemas = components['schemas']

export type Money = Schemas['Money']
export type ProductCard = Schemas['ProductCard']
export type PinnedProduct = Schemas['PinnedProductState']
export type LiveStreamStatus = Schemas['LiveStreamStatus']
/** What customers get, by HTTP and as a message. */
export type LiveStreamState = Schemas['LiveStreamState']
/** The state with what belongs to the stream's page beside it. */
export type LiveStreamDetails = Schemas['LiveStreamResource']
export type Product = Schemas['ProductResource']
export type Variant = Schemas['VariantResource']
export type ProductOption = Schemas['ProductOption']
/** Where a stream's messages come from, and what lets one connect there. */
export type HubAddress = Schemas['NegotiateResource']
export type Shop = Schemas['ShopResource']
export type LegalPage = Schemas['LegalPage']
export type VatRate = Schemas['VatRate']
export type ImageAltText = Schemas['ImageAltText']
export type AccentColor = Schemas['AccentColor']
export type AccentColors = Schemas['AccentColors']
export type Cart = Schemas['CartResource']
export type CartItem = Schemas['PricedItem']
export type Problem = Schemas['ProblemDetails']
export type LiveStreamChange = Schemas['ChangeResource']
export type ProductChange = Schemas['ProductChangeResource']
export type ProductValues = Schemas['ProductValuesResource']
export type Order = Schemas['OrderResource']
export type OrderLine = Schemas['OrderLineResource']
export type OrderEvent = Schemas['OrderEventResource']
export type OrderStatus = Schemas['OrderStatus']
export type PostalAddress = Schemas['Address']
