using System.Diagnostics;
using System.Net;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>What stands where a write would have put its document.</summary>
internal enum Found
{
    Nothing,
    Ours,
    Others,

    /// <summary>Too much was written since to tell.</summary>
    Unclear,
}

/// <summary>
/// Writes, and does not come back before it is known whether it was written. A lost answer leaves that open, and so does a
/// refusal, since the SDK may have sent the write twice and got its answer to the second. Then it looks for its own
/// document, and writes again when nothing is there: the condition on the ETag keeps the same write from counting twice.
/// </summary>
internal sealed class VerifiedWrite(DocumentContainer container, ILogger logger)
{
    private const int MaxAttempts = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private enum Answer
    {
        Written,
        Refused,
        None,
    }

    /// <param name="write">Sends the write and gives its status and sub-status.</param>
    /// <param name="look">Reads what is there now.</param>
    /// <param name="cancellation">Before the first attempt only: to stop half-way would leave unknown what was done.</param>
    /// <returns>False when another writer was first.</returns>
    /// <exception cref="StoreUnavailableException">Not written, or not known.</exception>
    public async Task<bool> RunAsync(
        Func<CancellationToken, Task<(HttpStatusCode Status, Headers Headers)>> write, Func<Task<Found>> look, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (isOpen, blind, time) = (false, (StoreUnavailableException?)null, Stopwatch.StartNew());
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            // An account that neither writes nor reads is not waited for three times over.
            if (blind is not null && time.Elapsed > container.RequestTimeout)
                break;
            if (attempt > 1)
                await Task.Delay(Pause, CancellationToken.None);
            var answer = await SendAsync(write);
            if (answer == Answer.Written)
                return true;

            isOpen |= answer == Answer.None;
            (var found, blind) = await LookAsync(look);
            if (answer == Answer.None)
                logger.LogWarning("A write to {Container} got no answer; what is there: {Found}", container.Name, found);
            if (found == Found.Ours)
                return true;
            if (found == Found.Others || (found is not null && !isOpen))
                return false;
            if (found == Found.Unclear)
                break;
        }

        throw blind ?? new StoreUnavailableException($"Cosmos DB did not say whether '{container.Name}' was written.", TimeSpan.FromSeconds(1));
    }

    private static async Task<(Found? Found, StoreUnavailableException? Blind)> LookAsync(Func<Task<Found>> look)
    {
        try
        {
            return (await look(), null);
        }
        catch (StoreUnavailableException blind)
        {
            return (null, blind);
        }
    }

    private async Task<Answer> SendAsync(Func<CancellationToken, Task<(HttpStatusCode Status, Headers Headers)>> write)
    {
        using var limit = new CancellationTokenSource(container.RequestTimeout);
        try
        {
            var (status, headers) = await write(limit.Token).WaitAsync(limit.Token);
            return AnswerOf(status, CosmosFaults.SubStatusOf(headers), headers);
        }
        catch (CosmosException fault)
        {
            return AnswerOf(fault.StatusCode, fault.SubStatusCode, fault.Headers);
        }
        catch (Exception fault) when (CosmosFaults.IsOutage(fault))
        {
            logger.LogDebug(fault, "A write to {Container} failed on its way", container.Name);
            return Answer.None;
        }
    }

    private Answer AnswerOf(HttpStatusCode status, int subStatus, Headers headers) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => Answer.Written,
        HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => Answer.Refused,
        HttpStatusCode.NotFound when subStatus == 0 => Answer.Refused,
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge =>
            throw new InvalidOperationException($"Cosmos DB does not take this document of '{container.Name}' ({(int)status})."),
        HttpStatusCode.RequestTimeout or HttpStatusCode.Gone or (HttpStatusCode)449 or >= HttpStatusCode.InternalServerError => Answer.None,
        _ => throw CosmosFaults.Unavailable(container.Name, status, subStatus, CosmosFaults.RetryAfterOf(headers), null),
    };
}
