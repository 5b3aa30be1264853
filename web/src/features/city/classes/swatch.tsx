import type { ComponentClass } from './component-classes'
import './swatch.css'

/** The colour of a class as the map draws it; its name stands beside it. */
export const Swatch = ({ of }: { of: ComponentClass['colour'] }) => (
  <span className="class-swatch" style={{ backgroundColor: `var(--class-${of})` }} aria-hidden="true" />
)
