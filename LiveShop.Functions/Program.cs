using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Cosmos;
using LiveShop.Functions;
using LiveShop.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();

builder.Services
    .AddLiveShopFunctions()
    .AddOidcAdmins()
    .AddCosmosStorage(builder.Configuration)
    .AddTelemetryExport(builder.Configuration)
    // The worker itself serialises what goes to SignalR Service.
    .Configure<JsonSerializerOptions>(LiveShopJson.Configure);

builder.Build().Run();
