'use strict'
// The state that all Node peers keep, in memory only, with the same bytes in it as LiveShop's.
const streams = new Map()

const productOf = (id) => ({
  id,
  name: `Stoneware piece ${id.split('-')[1]}`,
  imageUrl: '/sample/images/mug.svg',
  price: { amount: 1990, currency: 'EUR' },
  stock: 14,
})

function streamOf(id) {
  let stream = streams.get(id)
  if (!stream) {
    stream = { streamId: id, version: 0, status: 'live', title: 'A show', startedAt: new Date().toISOString(), changedAt: '', pinnedProducts: [] }
    streams.set(id, stream)
  }
  return stream
}

function changed(stream) {
  stream.pinnedProducts.forEach((pin, place) => { pin.displayOrder = place })
  stream.version += 1
  stream.changedAt = new Date().toISOString()
  return stream
}

function pin(id, productId, displayOrder) {
  const stream = streamOf(id)
  const found = stream.pinnedProducts.findIndex((pin) => pin.productId === productId)
  const pinned = found < 0
    ? { productId, displayOrder: 0, pinnedAt: new Date().toISOString(), isActive: true, product: productOf(productId) }
    : stream.pinnedProducts.splice(found, 1)[0]
  stream.pinnedProducts.splice(displayOrder ?? stream.pinnedProducts.length, 0, pinned)
  return changed(stream)
}

function unpin(id, productId) {
  const stream = streamOf(id)
  stream.pinnedProducts = stream.pinnedProducts.filter((pin) => pin.productId !== productId)
  return changed(stream)
}

module.exports = { streamOf, pin, unpin }
