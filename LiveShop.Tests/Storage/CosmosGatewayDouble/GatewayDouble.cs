using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>
/// A test double of a Cosmos DB account as its gateway shows it: HTTP on loopback over real sockets, three ranges to every
/// container, and only what LiveShop needs. Not an emulator: it charges nothing, indexes nothing and forgets nothing, so
/// time to live has no effect. What it teaches about Cosmos DB is only as true as its authors' knowledge; the same tests run
/// against a real endpoint when LIVESHOP_COSMOS_CONNECTION is set.
/// </summary>
public sealed class GatewayDouble : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly DoubleAccount account;
    private readonly SignatureCheck signature;

    private GatewayDouble(int port, string key)
    {
        Key = key;
        account = new(Lag);
        signature = new(Convert.FromBase64String(key));

        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port));
        server = builder.Build();
        server.Run(HandleAsync);
    }

    public string Key { get; }

    public Uri Endpoint { get; private set; } = null!;

    public string ConnectionString => $"AccountEndpoint={Endpoint};AccountKey={Key};";

    public FaultPlan Faults { get; } = new();

    public ReadLag Lag { get; } = new();

    public RequestLog Requests { get; } = new();

    /// <param name="port">0 for any that is free.</param>
    /// <param name="key">Null for a new one.</param>
    public static async Task<GatewayDouble> StartAsync(int port = 0, string? key = null)
    {
        var gateway = new GatewayDouble(port, key ?? NewKey());
        await gateway.server.StartAsync();
        gateway.Endpoint = new(gateway.server.Urls.Single());
        return gateway;
    }

    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var request = new GatewayRequest(http, body.ToArray());
        Requests.Add(request.Kind);

        var fault = Faults.Next(request.Kind, request.PartitionKey);
        if (fault is { } before && !FaultPlan.IsAfter(before))
        {
            await FailAsync(http, before);
            return;
        }

        var answer = signature.Accepts(request)
            ? await AnswerAsync(request)
            : GatewayAnswer.Error(401, "The input authorization token can't serve the request.");
        Requests.AddAnswer(answer.Length);
        if (fault is { } after)
            await FailAsync(http, after);
        else
            await answer.WriteAsync(http.Response);
    }

    private async Task<GatewayAnswer> AnswerAsync(GatewayRequest request)
    {
        try
        {
            return await account.AnswerAsync(request, Endpoint);
        }
        catch (Exception unexpected)
        {
            Console.Error.WriteLine($"The test double failed on {request.Method} {string.Join('/', request.Segments)}: {unexpected}");
            return GatewayAnswer.Error(500, unexpected.Message);
        }
    }

    private static async Task FailAsync(HttpContext http, Fault fault)
    {
        switch (fault)
        {
            case Fault.DroppedBefore or Fault.DroppedAfter:
                http.Abort();
                break;
            case Fault.NoAnswerBefore or Fault.NoAnswerAfter:
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case Fault.ThrottledBefore:
                await GatewayAnswer.Error(429, "Request rate is large.").With("x-ms-retry-after-ms", "5").WriteAsync(http.Response);
                break;
            case Fault.ForbiddenBefore:
                await GatewayAnswer.Error(403, "Request blocked by Auth.").WriteAsync(http.Response);
                break;
            case Fault.InternalErrorAfter:
                await GatewayAnswer.Error(500, "Unknown server error.").WriteAsync(http.Response);
                break;
            case Fault.TimedOutAfter:
                await GatewayAnswer.Error(408, "The operation exceeded its time.").WriteAsync(http.Response);
                break;
            default:
                await GatewayAnswer.Error(503, "Service is currently unavailable.").WriteAsync(http.Response);
                break;
        }
    }
}
