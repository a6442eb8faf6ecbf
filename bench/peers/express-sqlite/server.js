'use strict'
// Checkouts as a Node shop makes them at best: one durable transaction each, which takes the piece only if it is there.
// Kinder to it than LiveShop is to itself: no cart, no check of the total, one line, and the order is only ever a row.
const { join } = require('node:path')
const { randomUUID } = require('node:crypto')
const Database = require('better-sqlite3')
const express = require('express')

const [port, folder] = process.argv.slice(2)
const database = new Database(join(folder, 'shop.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec(`
  CREATE TABLE products (id TEXT PRIMARY KEY, price INTEGER NOT NULL, stock INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE orders (
    id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, product_id TEXT NOT NULL, quantity INTEGER NOT NULL, total INTEGER NOT NULL,
    contact TEXT NOT NULL, address TEXT NOT NULL, created_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
`)
const insertProduct = database.prepare('INSERT INTO products (id, price, stock) VALUES (?, ?, ?)')
const findProduct = database.prepare('SELECT price FROM products WHERE id = ?')
const findOrder = database.prepare('SELECT id FROM orders WHERE key = ?')
const take = database.prepare('UPDATE products SET stock = stock - @quantity WHERE id = @productId AND stock >= @quantity')
const insertOrder = database.prepare(`
  INSERT INTO orders (id, key, product_id, quantity, total, contact, address, created_at)
  VALUES (@id, @key, @productId, @quantity, @total, @contact, @address, @createdAt)`)
const place = database.transaction((order) => take.run(order).changes === 1 && insertOrder.run(order).changes === 1)

const app = express()
app.use(express.json())
app.post('/api/products', (request, response) => {
  const { id, price, stock } = request.body
  insertProduct.run(id, price.amount, stock)
  response.status(201).json({ id })
})
app.post('/api/checkout', (request, response) => {
  const key = request.get('Idempotency-Key')
  const { productId, quantity, contact, address } = request.body
  const earlier = findOrder.get(key)
  if (earlier) return response.status(201).json({ order: earlier })

  const order = {
    id: randomUUID(), key, productId, quantity, total: findProduct.get(productId).price * quantity,
    contact: JSON.stringify(contact), address: JSON.stringify(address), createdAt: new Date().toISOString(),
  }
  if (!place(order)) return response.status(409).json({ message: 'Out of stock' })
  return response.status(201).json({ order: { ...order, contact, address } })
})
app.listen(Number(port), '127.0.0.1', () => console.log('ready'))
