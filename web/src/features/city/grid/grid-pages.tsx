import { Route, Routes } from 'react-router'
import { GridImport } from './grid-import'
import { GridList } from './grid-list'
import { GridView } from './grid-view'
import './grid.css'

/** `/components/grid`: the communities with their unit grid, and one of them drawn anew. */
export function GridPages() {
  return (
    <Routes>
      <Route index element={<GridList />} />
      <Route path="import" element={<GridImport />} />
      <Route path=":community" element={<GridView />} />
    </Routes>
  )
}
