'use strict'
// Express and ws as the old design has them: routes behind auth and role, a WebSocket that tells everybody everything.
// Kinder to it than it was: the server broadcasts, where there the admin's browser had to send the news up first.
const http = require('node:http')
const express = require('express')
const jwt = require('jsonwebtoken')
const { WebSocketServer, WebSocket } = require('ws')
const shop = require('../shop.js')

const [port, secret] = process.argv.slice(2)
const app = express()
app.use(express.json())

const auth = (req, res, next) => {
  try {
    req.user = jwt.verify((req.headers.authorization ?? '').replace('Bearer ', ''), secret)
    next()
  } catch {
    res.status(401).json({ message: 'Not authorized' })
  }
}
const role = (name) => (req, res, next) => req.user.role === name ? next() : res.status(403).json({ message: 'Forbidden' })

app.post('/api/livestreams/:id/pin-product', auth, role('admin'), (req, res) => {
  const stream = shop.pin(req.params.id, req.body.productId, req.body.displayOrder)
  res.json(stream)
  broadcast(stream)
})
app.delete('/api/livestreams/:id/pinned-products/:productId', auth, role('admin'), (req, res) => {
  const stream = shop.unpin(req.params.id, req.params.productId)
  res.json(stream)
  broadcast(stream)
})
app.get('/api/livestreams/:id/pinned-products', (req, res) => {
  const stream = shop.streamOf(req.params.id)
  res.set('ETag', `"${stream.version}"`).json(stream)
})

const server = http.createServer(app)
const sockets = new WebSocketServer({ server, path: '/ws' })

function broadcast(stream) {
  const message = JSON.stringify({ type: 'pinned_products_updated', data: stream })
  for (const client of sockets.clients) {
    if (client.readyState === WebSocket.OPEN) client.send(message)
  }
}

server.listen(Number(port), '127.0.0.1', () => console.log('ready'))
