/** Tiles of the land of one's own area. Apart from what fills it, because the worker (`field/worker/sw.ts`), which has no localStorage, reads it. */
export const areaCache = 'jiban.area'
