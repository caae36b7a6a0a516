// What tests of the map room share: when it is drawn, and what stands on its canvas.

/** The map has been drawn, with its pins. */
export async function drawn(page) {
  await page.locator(".atlas-sheet canvas.ground").waitFor();
  await page.locator(".pin").first().waitFor();
}

/** Whether something else than one colour stands on the canvas. */
export function colours(page) {
  return page.evaluate(() => {
    const canvas = document.querySelector("canvas.ground");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4 * 97) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
    return seen.size;
  });
}
