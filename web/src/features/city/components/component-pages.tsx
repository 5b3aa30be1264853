import { Route, Routes } from 'react-router'
import { ComponentList } from './component-list'
import { ComponentView } from './component-view'
import { LabelSheet } from './label-sheet'
import './components.css'

/** `/components`, and one of them. */
export function ComponentPages() {
  return (
    <Routes>
      <Route index element={<ComponentList />} />
      <Route path="labels" element={<LabelSheet />} />
      <Route path=":id" element={<ComponentView />} />
    </Routes>
  )
}
