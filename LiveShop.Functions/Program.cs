using System.Text.Json;
using LiveShop.Blobs;
using LiveShop.Core.Json;
using LiveShop.Cosmos;
using LiveShop.Functions;
using LiveShop.Functions.Http;
using LiveShop.Functions.Telemetry;
using LiveShop.Stripe;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.UseMiddleware<ExposedHeaders>();

    // Two lines for each JSON answer, which say nothing that the host's request log does not.
    builder.Logging.AddFilter("Microsoft.AspNetCore.Http.Result", LogLevel.Warning);

    builder.Services
        .AddLiveShopFunctions()
        .AddOidcAdmins()
        .AddCosmosStorage(builder.Configuration)
        .AddBlobMedia(builder.Configuration)
        .AddStripe(builder.Configuration)
        .AddAzureHealthChecks()
        .AddPaymentHealthCheck()
        .AddWorkerTelemetryExport(builder.Configuration)
        // The worker itself serialises what goes to SignalR Service.
        .Configure<JsonSerializerOptions>(LiveShopJson.Configure);

    builder.Build().Run();
    return 0;
}
catch (OptionsValidationException invalid)
{
    // The host copies this line into its log, where the exception would be a page of stack traces.
    Console.Error.WriteLine($"LiveShop.Functions cannot start: {invalid.Message}");
    return 1;
}
