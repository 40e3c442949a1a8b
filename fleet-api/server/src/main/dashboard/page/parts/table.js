/**
 * A table that is one card per row where the screen is narrow. The roles are spelt out because
 * browsers drop a table's own when CSS lays it out differently.
 */
import { html } from "./html.js";

const ROWS_BEFORE_DATA = 3;

/**
 * `columns` = [{ id, title, cell(row) }]; `rows` undefined while they are not known yet;
 * `stale(row)` says that what the row tells is no longer observed.
 */
export function Table({ caption, columns, rows, rowId, kind, stale = () => false }) {
  return html`
    <table class="table ${kind}" role="table" aria-busy=${rows === undefined}>
      <caption class="hidden">${caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(({ id, title }) => html`<th role="columnheader" scope="col" class="col-${id}">${title}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows === undefined
          ? Array.from({ length: ROWS_BEFORE_DATA }, () => html`<${Placeholder} columns=${columns} />`)
          : rows.map((row) => {
              const id = rowId(row);
              return html`<${Row} key=${id} id=${id} columns=${columns} row=${row} stale=${stale(row)} />`;
            })}
      </tbody>
    </table>`;
}

function Row({ id, columns, row, stale }) {
  return html`
    <tr role="row" data-row=${id} class=${stale ? "stale" : undefined}>
      ${columns.map(
        ({ id, title, cell }) => html`<td role="cell" class="col-${id}" data-title=${title}>${cell(row)}</td>`,
      )}
    </tr>`;
}

function Placeholder({ columns }) {
  return html`
    <tr role="row" class="placeholder">
      ${columns.map(({ id }) => html`<td role="cell" class="col-${id}"><span></span></td>`)}
    </tr>`;
}
