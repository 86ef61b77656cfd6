// Runs in every frame of a window: window.firstPicture becomes the time of the first frame with points on the canvas.
(() => {
  const FAR_FROM_GREY = 80;
  const look = () => {
    const canvas = document.querySelector(".panel .scatter");
    const pixels = canvas?.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    const hasPoints = pixels?.some((red, i) => i % 4 === 0 && Math.abs(red - pixels[i + 2]) > FAR_FROM_GREY);
    if (hasPoints === true) window.firstPicture = Date.now();
    else window.requestAnimationFrame(look);
  };
  window.requestAnimationFrame(look);
})();
