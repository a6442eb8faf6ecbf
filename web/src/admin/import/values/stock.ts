import { maxStock } from '../limits'
import { note, type Note } from '../notes'

export interface StockRead {
  stock: number
  note?: Note
}

/** Reads a number of pieces; below zero is none, a part of a piece does not count. A note alone says why it is no number. */
export function readStock(text: string): StockRead | Note {
  const number = text.normalize('NFKC').replace(/[\s'’]/g, '')
  if (!/^-?\d{1,12}([.,]\d*)?$/.test(number)) return note('badStock', text.trim())
  const value = Number(number.replace(',', '.'))
  const stock = Math.max(0, Math.floor(value))
  if (stock > maxStock) return note('badStock', text.trim())
  if (value < 0) return { stock, note: note('stockBelowZero', text.trim()) }
  return value === stock ? { stock } : { stock, note: note('stockRounded', text.trim(), stock) }
}
