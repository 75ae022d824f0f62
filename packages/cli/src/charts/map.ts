import type { Palette } from './palette.ts';
import type { ChartOption } from './render-svg.ts';

export interface MapPoint {
  readonly x: number;
  readonly y: number;
  /** Written beside the point where there is room. */
  readonly label?: string;
  /** 0 faint … 1 full. */
  readonly strength: number;
}

export interface MapLayer {
  readonly points: readonly MapPoint[];
  readonly colour: string;
  /** `none` draws the label alone. */
  readonly shape: 'circle' | 'diamond' | 'none';
  /** Diameter in px. */
  readonly size: number;
  readonly labelColour: string;
  readonly isLabelBold: boolean;
}

export interface MapOptions {
  /** From the bottom up. */
  readonly layers: readonly MapLayer[];
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
}

const margin = 18;

/** Points of a plane without axes: only nearness counts, so one unit is as long across as it is up. */
export function mapOption({ layers, width, height, palette }: MapOptions): ChartOption {
  const points = layers.flatMap((layer) => layer.points);
  const [xMiddle, xSpan] = extent(points.map((point) => point.x));
  const [yMiddle, ySpan] = extent(points.map((point) => point.y));
  const unitsPerPixel = Math.max(xSpan / (width - 2 * margin), ySpan / (height - 2 * margin)) || 1;
  const axis = (middle: number, pixels: number) => ({
    type: 'value',
    show: false,
    min: middle - (pixels / 2) * unitsPerPixel,
    max: middle + (pixels / 2) * unitsPerPixel,
  });
  return {
    backgroundColor: palette.background,
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: axis(xMiddle, width),
    yAxis: axis(yMiddle, height),
    series: layers.map((layer) => layerSeries(layer, xMiddle, palette)),
  };
}

function layerSeries(layer: MapLayer, middle: number, palette: Palette): object {
  return {
    type: 'scatter',
    progressive: 0,
    symbol: layer.shape === 'none' ? 'circle' : layer.shape,
    symbolSize: layer.size,
    itemStyle: { color: layer.shape === 'none' ? 'transparent' : layer.colour },
    label: {
      show: layer.points.some((point) => point.label !== undefined),
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => layer.points[dataIndex]?.label ?? '',
      position: layer.shape === 'none' ? 'inside' : 'right',
      distance: 4,
      color: layer.labelColour,
      fontFamily: palette.fontFamily,
      fontSize: 12,
      fontWeight: layer.isLabelBold ? 600 : 400,
      textBorderColor: palette.halo,
      textBorderWidth: 3,
    },
    labelLayout: { hideOverlap: true },
    data: layer.points.map((point) => ({
      value: [point.x, point.y],
      // Towards the middle, so that no label leaves the picture.
      ...(layer.shape === 'none' || point.x <= middle ? {} : { label: { position: 'left' } }),
      itemStyle: { opacity: 0.25 + 0.65 * point.strength },
    })),
  };
}

/** Middle and length of the range of the values; `[0, 0]` for none. */
function extent(values: readonly number[]): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return low > high ? [0, 0] : [(low + high) / 2, high - low];
}
