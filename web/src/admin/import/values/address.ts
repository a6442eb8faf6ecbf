import { maxAddressLength } from '../limits'

/**
 * A picture's address as browsers can load it: with a scheme, without blanks, by HTTPS, since the pages show nothing else.
 * Undefined when it is none.
 * @param ownHost Whether a path on the shop's own host is an address, which it is only in the shop's own export.
 */
export function fixAddress(text: string, ownHost = false): string | undefined {
  const address = text
    .trim()
    .replace(/[\u0000-\u001f\u007f-\u009f\p{Cf}]/gu, '')  
    .replace(/\s/g, (blank) => encodeURIComponent(blank))
    .replaceAll('\\', '%5C')
  if (ownHost && /^\/(?!\/)/.test(address)) return address.length <= maxAddressLength ? address : undefined
  const absolute = address.replace(/^\/\//, 'https://').replace(/^http:\/\//i, 'https://')
  if (!/^https:\/\//i.test(absolute) || !URL.canParse(absolute)) return undefined
  const { username, password, hostname } = new URL(absolute)
  return username || password || !hostname || absolute.length > maxAddressLength ? undefined : absolute
}

/** Addresses in one cell, separated by commas and perhaps blanks; an address itself may hold commas and blanks. */
export const splitAddresses = (cell: string): string[] =>
  cell.split(/,\s*(?=(?:https?:)?\/\/)|\s+(?=https?:\/\/)|\s*[\n|]\s*/i).map((part) => part.trim().replace(/,$/, '')).filter(Boolean)
