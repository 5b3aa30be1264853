import { TabbedPlace } from '@/shared/ui/tabbed-place'
import { ClosingsPage } from './closings-page'
import { FiguresPage } from './figures-page'
import { RulingsPage } from './rulings-page'
import { useWords } from './words'
import './figures.css'

/** `/figures`, what stands behind its numbers, and `/figures/rulings`. */
export function FiguresPages() {
  const say = useWords()
  return (
    <TabbedPlace
      place="figures"
      title={say('figures')}
      label={say('places')}
      parts={[
        { path: '', title: say('figures'), Page: FiguresPage },
        { path: 'closings', title: say('coverage'), Page: ClosingsPage, behind: true },
        { path: 'rulings', title: say('rulings'), Page: RulingsPage },
      ]}
    />
  )
}
