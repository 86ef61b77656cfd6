// Runs in every frame of a window. A webview's page is written into a frame of a frame, which ends whatever ran there
// before: the outer one looks into it. There window.firstPicture becomes the time of the first frame with points.
(() => {
  const FAR_FROM_GREY = 80;
  const pageWithin = () => {
    try {
      return window.frames[0]?.document;
    } catch {
      return undefined; // of another origin, and no webview
    }
  };
  const hasColour = (pixels) => {
    for (let i = 0; i < pixels.length; i += 4) {
      if (Math.abs(pixels[i] - pixels[i + 2]) > FAR_FROM_GREY) return true;
    }
    return false;
  };
  const look = () => {
    const canvas = pageWithin()?.querySelector(".panel .scatter");
    const pixels = canvas?.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    if (pixels !== undefined && hasColour(pixels)) window.firstPicture = Date.now();
    else window.requestAnimationFrame(look);
  };
  window.requestAnimationFrame(look);
})();
