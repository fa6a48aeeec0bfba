// Loaded when the first map is shown. Drawn by the browser alone: no tiles, no address outside.
import type { FeatureLike } from 'ol/Feature.js';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import 'ol/ol.css';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import { Circle, Fill, RegularShape, Stroke, Style, Text } from 'ol/style.js';
import View from 'ol/View.js';
import type { MapArea, MapPoint, SchematicMapProps } from './model.ts';
import { fillOf, levelColours, levelSides } from './model.ts';

const OUTLINE = '#1f1f1f';

export class MapEngine {
  readonly #map: OlMap;
  readonly #areas = new VectorSource();
  readonly #points = new VectorSource();
  #fitted = false;

  constructor(element: HTMLElement, pick: (kind: 'area' | 'point', id: string) => void) {
    this.#map = new OlMap({
      target: element,
      layers: [
        new VectorLayer({ source: this.#areas, style: areaStyle }),
        new VectorLayer({ source: this.#points, declutter: false }),
        // Above the points, or these hide what an area is called and how it stands.
        new VectorLayer({ source: this.#areas, declutter: true, style: labelStyle }),
      ],
      view: new View({ center: fromLonLat([115.5, 35.25]), zoom: 8, maxZoom: 16 }),
    });
    this.#map.on('click', ({ pixel }) => {
      const hit = this.#at(pixel);
      if (hit) pick(hit.get('kind') as 'area' | 'point', String(hit.get('id')));
    });
    this.#map.on('pointermove', ({ pixel, dragging }) => {
      if (!dragging) element.style.cursor = this.#at(pixel) ? 'pointer' : '';
    });
  }

  show({ boundaries, areas, points, dark = false }: SchematicMapProps): void {
    const byCode = new Map(areas.map((area) => [area.code, area]));
    const read = new GeoJSON().readFeatures(boundaries, { featureProjection: 'EPSG:3857' });
    for (const feature of read) {
      const code = String(feature.get('code'));
      feature.set('kind', 'area');
      feature.set('id', code);
      feature.set('area', byCode.get(code));
      feature.set('dark', dark);
    }
    this.#areas.clear();
    this.#areas.addFeatures(read);
    this.#points.clear();
    this.#points.addFeatures(points.map(pointFeature));
    const extent = this.#areas.getExtent();
    if (this.#fitted || read.length === 0 || !extent) return;
    this.#fitted = true;
    this.#map.getView().fit(extent, { padding: [16, 16, 16, 16] });
  }

  resize(): void {
    this.#map.updateSize();
  }

  close(): void {
    this.#map.setTarget(undefined);
  }

  #at(pixel: number[]): FeatureLike | undefined {
    return this.#map.forEachFeatureAtPixel(pixel, (feature) => feature, { hitTolerance: 6 });
  }
}

function areaStyle(feature: FeatureLike): Style {
  const dark = feature.get('dark') === true;
  return new Style({
    fill: new Fill({ color: fillOf(feature.get('area') as MapArea | undefined, dark) }),
    stroke: new Stroke({ color: dark ? '#5b7ba8' : '#5c6b80', width: 1.2 }),
  });
}

function labelStyle(feature: FeatureLike): Style {
  const dark = feature.get('dark') === true;
  const area = feature.get('area') as MapArea | undefined;
  const ink = dark ? '#d6e4ff' : '#1f1f1f';
  return new Style({
    text: new Text({
      text: area?.label ?? String(feature.get('name') ?? ''),
      font: '14px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
      fill: new Fill({ color: ink }),
      stroke: new Stroke({ color: dark ? '#0b1a2f' : '#ffffff', width: 3 }),
      overflow: true,
    }),
  });
}

function pointFeature({ id, lon, lat, level, mark }: MapPoint): Feature {
  const feature = new Feature(new Point(fromLonLat([lon, lat])));
  feature.set('kind', 'point');
  feature.set('id', id);
  const fill = new Fill({ color: levelColours[level] });
  const stroke = new Stroke({ color: OUTLINE, width: 1.5 });
  const sides = levelSides[level];
  const angle = level === 'yellow' ? Math.PI / 4 : 0;
  const image =
    sides === 0
      ? new Circle({ radius: 6, fill, stroke })
      : new RegularShape({ points: sides, radius: 8, angle, fill, stroke });
  const text = new Text({
    text: mark ?? '',
    offsetX: 14,
    font: 'bold 13px sans-serif',
    fill: new Fill({ color: OUTLINE }),
    stroke: new Stroke({ color: '#ffffff', width: 3 }),
  });
  feature.setStyle(new Style({ image, ...(mark ? { text } : {}) }));
  return feature;
}
