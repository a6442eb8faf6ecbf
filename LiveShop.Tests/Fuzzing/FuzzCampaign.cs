using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Functions.Orders;
using LiveShop.Tests.Local;
using Xunit.Abstractions;

namespace LiveShop.Tests.Fuzzing;

/// <summary>Sends requests to a server, by several callers at a time over sockets of their own, and judges every answer.</summary>
internal sealed class FuzzCampaign(LocalServer server, WriteWatch watch, ITestOutputHelper output)
{
    private const int Callers = 8;
    private const int MostFailures = 5;

    /// <summary>Timeout of a request, generous for a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A request that is not whole waits so long for its rest before it hears that there is none; most of those with a form of their own are not.</summary>
    private static readonly TimeSpan BeforeTheEnd = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SoonBeforeTheEnd = TimeSpan.FromMilliseconds(50);

    /// <summary>The fuzzed shops have no payment provider, whose signature a payment event needs; StripeEventsTests send signed ones.</summary>
    private const string OnlyWithAPaymentProvider = "ReceivePaymentEvent";

    private readonly ConcurrentDictionary<(string Trick, string Outcome), int> outcomes = new();
    private readonly ConcurrentDictionary<string, int> done = new(Operation.All.ToDictionary(operation => operation.Id, _ => 0));
    private readonly ConcurrentQueue<string> failures = new();

    /// <summary>Sends so many, numbered from a first one on: a request depends on the seed, its number and the answers before it.</summary>
    public async Task RunAsync(int first, int requests)
    {
        var logged = server.Log.Errors.Count();
        var writtenBefore = watch.Writes;
        var stopwatch = Stopwatch.StartNew();
        await using (var customer = await CustomerAsync($"fuzz-from-{first}"))
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller, first, requests / Callers, customer.ConnectionId))));
        var written = watch.Writes - writtenBefore;

        foreach (var broken in watch.Broken)
            failures.Enqueue(broken);
        output.WriteLine($"{requests} requests from seed {Properties.Seed} in {stopwatch.Elapsed.TotalSeconds:F1} s, {written} writes");
        foreach (var trick in outcomes.GroupBy(outcome => outcome.Key.Trick).OrderBy(trick => trick.Key))
            output.WriteLine($"  {trick.Key}: {string.Join(", ", trick.OrderBy(outcome => outcome.Key.Outcome).Select(outcome => $"{outcome.Key.Outcome} x {outcome.Value}"))}");
        output.WriteLine($"  done: {string.Join(", ", done.OrderBy(operation => operation.Value).Select(operation => $"{operation.Key} x {operation.Value}"))}");
        Assert.True(failures.IsEmpty, $"Seed {Properties.Seed}:\n{string.Join("\n\n", failures.Take(MostFailures))}");
        Assert.True(written > requests / 50, $"Hardly anything was written by {requests} requests from seed {Properties.Seed}, {written} times in all.");
        Assert.Empty(server.Log.Errors.Skip(logged));
    }

    /// <summary>Fails when an operation never succeeded, since then its effect was not tested.</summary>
    public void HasDoneEverything() =>
        Assert.DoesNotContain(done, operation => operation.Value == 0 && operation.Key != OnlyWithAPaymentProvider);

    // A connection that can join the streams, in a shop that ships.
    private async Task<HubClient> CustomerAsync(string streamId)
    {
        using var admin = await server.AdminAsync();
        await admin.SendAsync(HttpMethod.Put, "/api/shop", ("If-Match", "*"), Api.Json(OrderApi.Settings)).JsonAsync();
        await admin.PostAsJsonAsync("/api/livestreams", new { id = streamId, title = "Watched" }).JsonAsync(HttpStatusCode.Created);
        return await HubClient.ConnectAsync(server.Http, streamId);
    }

    private async Task CallAsync(int caller, int first, int requests, string connectionId)
    {
        var known = new KnownIds { ConnectionId = connectionId };
        var name = $"caller-{caller}";
        var token = await server.TokenAsync(name, "admin");
        watch.Callers[$"Bearer {token}"] = name;
        var maker = new RequestMaker(known, token);
        RawConnection? connection = null;
        for (var i = 0; i < requests && failures.Count < MostFailures; i++)
        {
            var number = first + (i * Callers) + caller;
            var request = maker.Make(new Random(HashCodeOf(number)));
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                var wasOpen = connection is not null;
                connection ??= await RawConnection.OpenAsync(server.BaseAddress.Port, patience.Token);
                var answer = await AskAsync(connection, request, patience.Token);
                if (answer is null && wasOpen)
                {
                    // A server may close a connection between two requests, after a body that it did not read to its end for one.
                    connection.Dispose();
                    connection = await RawConnection.OpenAsync(server.BaseAddress.Port, patience.Token);
                    answer = await AskAsync(connection, request, patience.Token);
                }

                Judge(number, request, answer, known);
                if (answer is null or { Closes: true } || request.MayBeNoRequest)
                {
                    connection.Dispose();
                    connection = null;
                }
            }
            catch (Exception exception)
            {
                failures.Enqueue($"Request {number}: {(exception is OperationCanceledException ? $"neither answered nor refused within {Patience}" : exception)}\n{request}");
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
    }

    private static async Task<RawAnswer?> AskAsync(RawConnection connection, FuzzRequest request, CancellationToken cancellation)
    {
        try
        {
            await connection.SendAsync(request.ToBytes(), cancellation);
        }
        catch (SocketException)
        {
            // It was refused before all of it was sent; the answer may be here all the same.
        }

        var answering = connection.ReadAsync(request.Method == "HEAD" && request.Raw is null, cancellation);
        if (request.MayBeNoRequest && await Task.WhenAny(answering, Task.Delay(request.Raw is null ? BeforeTheEnd : SoonBeforeTheEnd, cancellation)) != answering)
            connection.EndSending();
        return await answering;
    }

    private void Judge(int number, FuzzRequest request, RawAnswer? answer, KnownIds known)
    {
        outcomes.AddOrUpdate((request.Trick, answer is null ? "closed" : $"{answer.Status}{(answer.IsOfTheServerItself ? "*" : "")}"), 1, (_, count) => count + 1);
        var wrong = Verdict.On(request, answer).ToList();
        if (wrong.Count > 0)
            failures.Enqueue($"Request {number}: {string.Join("; ", wrong)}\n{request}\n{answer?.ToString() ?? "(no answer)"}");
        else if (answer is not null)
            Learn(request, answer, known);
    }

    private void Learn(FuzzRequest request, RawAnswer answer, KnownIds known)
    {
        known.Learn(request, answer);
        if (answer.Made is { Kind: "carts", Id: var cart })
            server.MustNotLog(cart);
        if (answer.Made is { Kind: "orders" })
            server.MustNotLog(JsonElement.Parse(answer.Content).Text("orderKey")!);
        if (answer.Status is >= 200 and < 300 && request.OperationId is { } operation)
            done.AddOrUpdate(operation, 1, (_, count) => count + 1);
    }

    // The runtime's hash codes differ between processes.
    private static int HashCodeOf(int number) =>
        unchecked((int)((Properties.Seed * 0x9E3779B97F4A7C15) ^ ((ulong)number * 0xBF58476D1CE4E5B9) >> 16));
}
