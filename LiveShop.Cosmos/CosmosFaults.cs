using System.Net;
using System.Net.Sockets;
using Azure;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Cosmos;

/// <summary>Maps failures of Cosmos DB to <see cref="StoreUnavailableException"/>. No message holds an address or a secret.</summary>
internal static class CosmosFaults
{
    /// <summary>Sub-status of a 404 for a missing container or database, in contrast to a missing document.</summary>
    public const int OwnerNotFound = 1003;

    private static readonly TimeSpan ShortDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RepairDelay = TimeSpan.FromSeconds(30);

    public static int SubStatusOf(Headers headers) =>
        int.TryParse(headers?.GetValueOrDefault("x-ms-substatus"), out var subStatus) ? subStatus : 0;

    /// <summary>Whether the failure is no fault of the request: no connection, no answer or no token.</summary>
    public static bool IsOutage(Exception fault) =>
        fault is CosmosException or HttpRequestException or OperationCanceledException or IOException or SocketException
            or TimeoutException or RequestFailedException or Azure.Identity.AuthenticationFailedException;

    public static StoreUnavailableException Unavailable(string container, Exception fault) => fault switch
    {
        CosmosException cosmos => Unavailable(container, cosmos.StatusCode, cosmos.SubStatusCode, cosmos.RetryAfter, cosmos),
        OperationCanceledException => new($"Cosmos DB did not answer in time about '{container}'.", ShortDelay, fault),
        RequestFailedException or Azure.Identity.AuthenticationFailedException =>
            new("No token for Cosmos DB could be had for this identity.", RepairDelay, fault),
        _ => new($"Cosmos DB cannot be reached for '{container}'.", ShortDelay, fault),
    };

    public static StoreUnavailableException Unavailable(string container, ResponseMessage response) =>
        Unavailable(container, response.StatusCode, SubStatusOf(response.Headers), RetryAfterOf(response.Headers), null);

    public static StoreUnavailableException Unavailable(
        string container, HttpStatusCode status, int subStatus, TimeSpan? retryAfter, Exception? inner) => status switch
    {
        HttpStatusCode.TooManyRequests =>
            new($"Cosmos DB has no throughput left for '{container}' (429).", retryAfter ?? ShortDelay, inner),
        HttpStatusCode.Unauthorized => new("Cosmos DB refused the key (401).", RepairDelay, inner),
        HttpStatusCode.Forbidden =>
            new(
                "Cosmos DB refused access (403): the identity lacks a data role, or the account's firewall blocks this address.",
                RepairDelay, inner),
        HttpStatusCode.NotFound when subStatus == OwnerNotFound =>
            new($"The Cosmos DB container '{container}', or its database, does not exist (404).", RepairDelay, inner),
        _ => new($"Cosmos DB cannot serve '{container}' now ({(int)status}).", retryAfter ?? ShortDelay, inner),
    };

    public static TimeSpan? RetryAfterOf(Headers headers) =>
        int.TryParse(headers.GetValueOrDefault("x-ms-retry-after-ms"), out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds) : null;
}
