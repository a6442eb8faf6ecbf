using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace LiveShop.Bench.Servers;

/// <summary>
/// The limit: Kestrel writes one frame, encoded once for each change, to every connection. No protocol, groups or store.
/// </summary>
internal static class LimitPeer
{
    private static readonly ConcurrentDictionary<string, ConcurrentDictionary<Stream, SemaphoreSlim>> Customers =
        new(StringComparer.Ordinal);

    public static Task RunAsync(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        new PeerStreams().Map(app, AnnounceAsync);
        app.MapGet("/ws", ServeAsync);
        return app.RunAsync();
    }

    private static Task AnnounceAsync(PeerStream stream)
    {
        var frame = FrameOf(Encoding.UTF8.GetBytes(stream.Json));
        foreach (var (customer, writeLock) in Customers.GetOrAdd(stream.Id, _ => new()))
            _ = WriteAsync(customer, writeLock, frame);
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(Stream customer, SemaphoreSlim writeLock, byte[] frame)
    {
        await writeLock.WaitAsync();
        try
        {
            await customer.WriteAsync(frame);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // ServeAsync removes the closed connection.
        }
        finally
        {
            writeLock.Release();
        }
    }

    private static async Task ServeAsync(HttpContext context)
    {
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers["Sec-WebSocket-Accept"] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
        var customers = Customers.GetOrAdd(context.Request.Query["stream"].ToString(), _ => new());
        await using var customer = await context.Features.Get<IHttpUpgradeFeature>()!.UpgradeAsync();
        customers[customer] = new SemaphoreSlim(1, 1);
        var buffer = new byte[64];
        try
        {
            while (await customer.ReadAsync(buffer) > 0)
                continue;
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The connection is closed.
        }

        customers.TryRemove(customer, out _);
    }

    private static byte[] FrameOf(byte[] payload) => payload.Length < 126
        ? [0x81, (byte)payload.Length, .. payload]
        : payload.Length <= ushort.MaxValue
            ? [0x81, 126, (byte)(payload.Length >> 8), (byte)payload.Length, .. payload]
            : throw new ArgumentException("Too long for this peer.", nameof(payload));
}
