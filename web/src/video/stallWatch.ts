/** Milliseconds between two looks at the picture, until it counts as standing still, and until playback is started again. */
const lookInterval = 1_000
const stalledAfter = 8_000
const restartAfter = 16_000

export interface StallHandlers {
  onStalled: () => void
  onMoving: () => void
  onHopeless: () => void
}

/** Watches whether a playing picture moves. `playing` events do not say it: they come only where a browser notices a stall. */
export function watchForStalls(video: HTMLVideoElement, shouldMove: () => boolean, handlers: StallHandlers): () => void {
  let position = video.currentTime
  let movedAt = performance.now()
  let stalled = false

  function look(): void {
    const now = performance.now()
    // Browsers stop videos of hidden pages.
    if (video.currentTime !== position || !shouldMove() || document.visibilityState === 'hidden') {
      position = video.currentTime
      movedAt = now
      if (stalled) handlers.onMoving()
      stalled = false
    } else if (now - movedAt >= restartAfter) {
      movedAt = now
      handlers.onHopeless()
    } else if (!stalled && now - movedAt >= stalledAfter) {
      stalled = true
      handlers.onStalled()
    }
  }

  const timer = setInterval(look, lookInterval)
  return () => { clearInterval(timer) }
}
