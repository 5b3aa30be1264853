import { Route, Routes } from 'react-router'
import { CensusPages } from '../census/census-pages'
import { GridPages } from '../grid/grid-pages'
import { ComponentList } from './component-list'
import { ComponentView } from './component-view'
import { LabelSheet } from './label-sheet'
import { NewComponent } from './new-component'
import './components.css'

/** `/components`, one of them, and the files from which they come. */
export function ComponentPages() {
  return (
    <Routes>
      <Route index element={<ComponentList />} />
      <Route path="new" element={<NewComponent />} />
      <Route path="labels" element={<LabelSheet />} />
      <Route path="censuses/*" element={<CensusPages />} />
      <Route path="grid/*" element={<GridPages />} />
      <Route path=":id" element={<ComponentView />} />
    </Routes>
  )
}
