using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveShop.Tests.Worker;

/// <summary>Takes telemetry by OTLP over HTTP, and remembers which signals came.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication server;

    private OtlpCollector(WebApplication server) => this.server = server;

    public string Address => server.Urls.Single();

    public ConcurrentQueue<string> Signals { get; } = new();

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = new OtlpCollector(builder.Build());
        collector.server.MapPost("/v1/{signal}", (string signal) =>
        {
            collector.Signals.Enqueue(signal);
            return TypedResults.Ok();
        });
        await collector.server.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
