// Stands in the head of every page that starts the portal. What waits for the portal is shown only
// where a script runs, and where the portal does not come, the page says so.
(() => {
  const PATIENCE = 20000;
  const root = document.documentElement;
  root.classList.add("starting");
  const say = () => {
    // Once the portal has taken over, this is gone.
    const notice = document.getElementById("plain-failed");
    if (notice) notice.hidden = false;
  };
  const fail = () => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", say);
    else say();
  };
  const script = (event) => event.target === window || event.target instanceof HTMLScriptElement;
  addEventListener("error", (event) => script(event) && fail(), true);
  addEventListener("unhandledrejection", fail);
  setTimeout(fail, PATIENCE);
  // Paper says where it comes from: the page of the area on it, without what is private.
  addEventListener("beforeprint", () => {
    const area = document.querySelector(".card a[href*='/area/']");
    document.body.dataset.address = area ? area.href : location.origin + location.pathname;
  });
})();
