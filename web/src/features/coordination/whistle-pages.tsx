import { Route, Routes } from 'react-router'
import { BlowPage } from './blow-page'
import { FiguresPage } from './figures-page'
import { WhistleList } from './whistle-list'
import { WhistleRoute } from './whistle-view'
import './coordination.css'

/** `/whistles`, the form, the figures, and one whistle. */
export function WhistlePages() {
  return (
    <Routes>
      <Route index element={<WhistleList />} />
      <Route path="new" element={<BlowPage />} />
      <Route path="figures" element={<FiguresPage />} />
      <Route path=":id" element={<WhistleRoute />} />
    </Routes>
  )
}
