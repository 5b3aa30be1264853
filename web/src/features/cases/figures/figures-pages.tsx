import { NavLink, Route, Routes } from 'react-router'
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
    <div className="page">
      <h1>{say('figures')}</h1>
      <nav className="page-tabs" aria-label={say('places')}>
        <NavLink end to="/figures">
          {say('figures')}
        </NavLink>
        <NavLink to="/figures/topics">{say('topics')}</NavLink>
        <NavLink to="/figures/rulings">{say('rulings')}</NavLink>
      </nav>
      <Routes>
        <Route index element={<FiguresPage />} />
        <Route path="closings" element={<ClosingsPage />} />
        <Route path="topics" element={<TopicsPage />} />
        <Route path="topics/:id" element={<TopicPage />} />
        <Route path="rulings" element={<RulingsPage />} />
      </Routes>
    </div>
  )
}
