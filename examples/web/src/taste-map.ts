import type { TasteMapPlace } from '@ssrm/embeddings';
import { ScatterChart } from 'echarts/charts';
import { DataZoomInsideComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { getInstanceByDom, init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';
import type { PlacedSong } from './messages.ts';

/** Draws the songs into the element: wheel with Ctrl or pinch to zoom, drag to move, rest on a song for its name. */
export function drawTasteMap(
  element: HTMLElement,
  songs: readonly PlacedSong[],
  artists: readonly TasteMapPlace[],
): void {
  use([ScatterChart, DataZoomInsideComponent, GridComponent, TooltipComponent, CanvasRenderer, LabelLayout]);
  getInstanceByDom(element)?.dispose();
  const chart = init(element);
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const axis = { type: 'value', show: false, scale: true };
  // The wheel alone scrolls the page.
  const zoom = {
    type: 'inside',
    filterMode: 'none',
    zoomOnMouseWheel: 'ctrl',
    preventDefaultMouseMove: false,
  };
  chart.setOption({
    animation: false,
    grid: { left: 12, right: 12, top: 12, bottom: 12 },
    xAxis: axis,
    yAxis: axis,
    dataZoom: [
      { ...zoom, xAxisIndex: 0 },
      { ...zoom, yAxisIndex: 0 },
    ],
    tooltip: {
      // Drawn in the canvas: names of songs never become markup.
      renderMode: 'richText',
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => describe(songs[dataIndex]),
    },
    series: [
      {
        type: 'scatter',
        symbolSize: 10,
        data: songs.map((song) => ({
          value: song.position,
          itemStyle: { opacity: 0.2 + 0.7 * song.score },
        })),
        itemStyle: { color: colour('--taste') },
      },
      {
        type: 'scatter',
        silent: true,
        symbolSize: 20,
        itemStyle: { color: 'transparent' },
        data: artists.map((artist) => artist.position),
        label: {
          show: true,
          position: 'inside',
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => plain(artists[dataIndex]?.name ?? ''),
          color: colour('--ink'),
          textBorderColor: colour('--surface'),
          textBorderWidth: 3,
          fontWeight: 600,
        },
        labelLayout: { hideOverlap: true },
      },
    ],
  });
  new ResizeObserver(() => chart.isDisposed() || chart.resize()).observe(element);
}

function describe(song: PlacedSong | undefined): string {
  if (song === undefined) return '';
  return plain(song.artistName === null ? song.name : `${song.name}\n${song.artistName}`);
}

/** Braces are style markup in the chart library's rich text. */
function plain(text: string): string {
  return text.replace(/[{}|]/g, ' ');
}
