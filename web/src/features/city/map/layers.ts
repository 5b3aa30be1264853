import { caseLayer } from './case-layer'
import { componentLayer } from './component-layer'
import { inspectorLayer } from './inspector-layer'
import { riskLayer } from './risk-layer'
import type { MapLayer } from './things'
import { unitLayer } from './unit-layer'

/** What can be shown over the land, from below to above. Another layer is another entry here. */
export const layers: readonly MapLayer[] = [componentLayer, unitLayer, riskLayer, caseLayer, inspectorLayer]
