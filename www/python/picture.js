// The picture of a script: the same plane, with contours of the loss, paths, the Fisher ellipse and the exact ball.

import { quoted } from "./numbers.js";

/**
 * @param {{ planes: string[], radius: string | undefined, runs: number, several: boolean }} options the radius is in nats; without one, it is
 * the cost of the first step
 */
export function pictureLines({ planes, radius, runs, several }) {
  const cost = "planes[runs[0][1]].kl(*runs[0][2][:2]) if len(runs[0][2]) > 1 else 0.05  # nats: the cost of the first step";
  const many = planes.length > 1;
  const body = [
    `center = plane.at(${several ? "starts[0]" : "start"})`,
    "ax.plot(*(center[:, None] + plane.ellipse(center, radius) @ [np.cos(turn), np.sin(turn)]), \"--\", label=f\"Fisher ellipse, {radius:.3g} nats\")",
    ...(runs ? ["for name, chart, path in runs:", "    ax.plot(*np.transpose([plane.at(charts[chart][0](*theta)) for theta in path]), \"o-\", label=f\"{name}, {chart}\")"]
      : [several ? "ax.plot(*np.transpose([plane.at(p) for p in starts]), \"ko\")" : "ax.plot(*center, \"ko\")"]),
    "ax.margins(0.3)",
    "x0, x1 = np.meshgrid(np.linspace(*ax.get_xlim(), 120), np.linspace(*ax.get_ylim(), 120))",
    "over = lambda function: np.where(plane.domain(x0, x1), jax.vmap(jax.vmap(function))(jnp.stack([x0, x1], -1)), np.nan)",
    "height = over(plane.value)  # the loss",
    "ax.contourf(x0, x1, height, np.unique(np.nanquantile(height, np.linspace(0, 0.95, 16))), cmap=\"Greys\", alpha=0.6)",
    "ax.contour(x0, x1, over(lambda new: plane.divergence(center, new)), [radius], colors=\"tab:green\")  # the exact ball",
    "ax.set(title=plane.chart, xlabel=plane.names[0], ylabel=plane.names[1])",
    "ax.legend()",
  ];
  return [
    "",
    `radius, turn = ${radius ?? "0.05"}, np.linspace(0, 2 * np.pi, 200)${radius === undefined ? "" : "  # nats, radians"}`,
    ...(radius === undefined ? [`radius = ${cost}`] : []),
    ...(many ? [`figure, axes = plt.subplots(1, ${planes.length}, figsize=(${6 * planes.length}, 5))`,
      `for ax, plane in zip(axes, [${planes.map((chart) => `planes[${quoted(chart)}]`).join(", ")}]):`, ...body.map((line) => `    ${line}`)]
      : [`ax, plane = plt.gca(), planes[${quoted(planes[0])}]`, ...body]),
    "plt.show()",
  ];
}
