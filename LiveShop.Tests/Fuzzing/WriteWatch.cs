using System.Collections.Concurrent;
using System.Reflection;
using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Fuzzing;

/// <summary>
/// Stands around the requests and between the commands and the stores, and sees which request wrote: one that is refused must
/// have written nothing.
/// </summary>
internal sealed class WriteWatch : IStartupFilter
{
    private const int ClientClosedRequest = 499;

    internal static readonly AsyncLocal<RequestWrites?> OfThisRequest = new();

    private int writes;

    /// <summary>The id of the admin to each <c>Authorization</c> header.</summary>
    public ConcurrentDictionary<string, string> Callers { get; } = new();

    /// <summary>Requests that wrote and were refused.</summary>
    public ConcurrentQueue<string> Broken { get; } = new();

    /// <summary>How much was written, by those who were let do so.</summary>
    public int Writes => writes;

    public void Watch(IServiceCollection services)
    {
        Watch<ILiveStreamStore>(services);
        Watch<IProductStore>(services);
        Watch<IStockStore>(services);
        Watch<ICartStore>(services);
        Watch<IShopSettingsStore>(services);
        services.AddSingleton<IStartupFilter>(this);
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, following) =>
        {
            var made = OfThisRequest.Value = new RequestWrites(Callers.GetValueOrDefault(context.Request.Headers.Authorization.ToString()));
            await following(context);
            Interlocked.Add(ref writes, made.Count);
            // An aborted request was not refused: its caller does not know whether the write came first.
            if (made.Count > 0 && context.Response.StatusCode is >= 400 and not ClientClosedRequest && !IsCheckout(context.Request))
                Broken.Enqueue($"{context.Request.Method} {context.Request.Path} was refused with {context.Response.StatusCode}, and yet it wrote {made.Count} times");
        });
        next(app);
    };

    // A checkout that is short has written its order, which says so for ever under its key.
    private static bool IsCheckout(HttpRequest request) => request.Path.Value!.EndsWith("/checkout", StringComparison.Ordinal);

    private static void Watch<T>(IServiceCollection services) where T : class
    {
        var store = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider =>
        {
            var watched = DispatchProxy.Create<T, WatchedStore>();
            ((WatchedStore)(object)watched).Store = store.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, store.ImplementationType!);
            return watched;
        });
    }
}

/// <summary>The writes of a request.</summary>
/// <param name="caller">The id of the admin who sent it, if one did.</param>
internal sealed class RequestWrites(string? caller)
{
    private int count;

    public string? Caller => caller;

    public int Count => count;

    public void Add() => Interlocked.Increment(ref count);
}
