import { watch } from 'vue'

const skeleton = () => document.getElementById('starting')

/** Whether the outline of the HTML still covers the page. */
export const hasSkeleton = (): boolean => skeleton() !== null

/** Removes the outline, when there is something to show. */
export const removeSkeleton = (): void => { skeleton()?.remove() }

/** Removes it as soon as the page is ready. */
export function removeSkeletonWhen(ready: () => boolean): void {
  watch(ready, (is) => { if (is) removeSkeleton() }, { immediate: true, flush: 'post' })
}
