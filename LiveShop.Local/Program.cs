using LiveShop.Local.Hosting;

return await Startup.RunAsync(args);
