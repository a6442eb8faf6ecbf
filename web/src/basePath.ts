import { embeddedConfig, type AppConfig } from './config'

const embedded = embeddedConfig()

/** The path below which the pages are served, without a slash at its end; empty unless a proxy adds a prefix. */
export const basePath = (embedded && (JSON.parse(embedded) as Partial<AppConfig>).basePath) || ''

/** An address of this site, such as `/sample/images/mug.svg`, below the base path; others stay as they are. */
export const siteAddress = (address: string, base = basePath): string => (/^\/(?![/\\])/.test(address) ? base + address : address)
