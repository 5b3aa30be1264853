import { TabbedPlace } from '@/shared/ui/tabbed-place'
import { TopicPage } from '../topics/topic-page'
import { TopicsPage } from '../topics/topics-page'
import { ClosingsPage } from './closings-page'
import { FiguresPage } from './figures-page'
import { RulingsPage } from './rulings-page'
import { useWords } from './words'
import './figures.css'

/** `/figures`, what stands behind its numbers, `/figures/topics` and `/figures/rulings`. */
export function FiguresPages() {
  const say = useWords()
  return (
    <TabbedPlace
      place="figures"
      title={say('place')}
      label={say('places')}
      parts={[
        { path: '', title: say('figures'), Page: FiguresPage },
        { path: 'closings', title: say('coverage'), Page: ClosingsPage, behind: true },
        { path: 'topics', title: say('topics'), Page: TopicsPage },
        { path: 'topics/:id', title: say('topics'), Page: TopicPage, behind: true },
        { path: 'rulings', title: say('rulings'), Page: RulingsPage },
      ]}
    />
  )
}
