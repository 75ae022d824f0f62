import { ScatterChart } from 'echarts/charts';
import { DataZoomInsideComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { getInstanceByDom, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { PlacedSong } from './messages.ts';

/** Draws the songs into the element: wheel with Ctrl or pinch to zoom, drag to move, rest on a song for its name. */
export function drawTasteMap(element: HTMLElement, songs: readonly PlacedSong[]): void {
  use([ScatterChart, DataZoomInsideComponent, GridComponent, TooltipComponent, CanvasRenderer]);
  getInstanceByDom(element)?.dispose();
  const chart = init(element);
  const style = getComputedStyle(document.documentElement);
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
          value: [song.x, song.y],
          itemStyle: { opacity: 0.2 + 0.7 * song.score },
        })),
        itemStyle: { color: style.getPropertyValue('--taste').trim() },
      },
    ],
  });
  new ResizeObserver(() => chart.isDisposed() || chart.resize()).observe(element);
}

function describe(song: PlacedSong | undefined): string {
  if (song === undefined) return '';
  const { name, artistName } = song.track;
  // Braces are style markup in the chart library's rich text.
  return `${name}${artistName === null ? '' : `\n${artistName}`}`.replace(/[{}|]/g, ' ');
}
