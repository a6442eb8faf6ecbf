export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252'

/** A file that is no text, such as a workbook of Excel (which is a ZIP archive). */
export type Binary = 'workbook' | 'binary'

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte)

/** UTF-16 without a byte order mark: every other byte of mostly Latin text is zero. */
function utf16By(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, 4_000)
  const zeros = [0, 0]
  sample.forEach((byte, at) => { if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1 })
  const [even = 0, odd = 0] = zeros
  if (odd > sample.length / 4 && even * 10 < odd) return 'UTF-16LE'
  return even > sample.length / 4 && odd * 10 < even ? 'UTF-16BE' : undefined
}

function encodingOf(bytes: Uint8Array): Encoding | undefined {
  if (startsWith(bytes, 0xff, 0xfe)) return 'UTF-16LE'
  if (startsWith(bytes, 0xfe, 0xff)) return 'UTF-16BE'
  return utf16By(bytes)
}

function binaryOf(bytes: Uint8Array): Binary | undefined {
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'workbook'
  return bytes.subarray(0, 4_000).includes(0) ? 'binary' : undefined
}

/** The file's text and what it was encoded in; bytes that are not UTF-8 are read as Windows-1252, as Excel writes them. */
export function decode(bytes: Uint8Array): { text: string; encoding: Encoding } | Binary {
  const utf16 = encodingOf(bytes)
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: utf16 }
  const binary = binaryOf(bytes)
  if (binary) return binary
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
  }
}
