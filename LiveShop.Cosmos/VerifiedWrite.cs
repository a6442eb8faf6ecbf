using System.Diagnostics;
using System.Net;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>What a read after a write tells of the write.</summary>
internal enum WriteOutcome
{
    NotWritten,
    Written,

    /// <summary>Another writer's document stands in its place.</summary>
    Superseded,

    /// <summary>Later writes replaced the document, so that it cannot be told.</summary>
    Unknown,
}

/// <summary>
/// Conditional write with a certain outcome. After a timeout, or a 409 or 412 that the SDK's own retry may have caused, it
/// reads the document back and compares its write id. A write that did not arrive is sent again: its ETag condition keeps it
/// from counting twice.
/// </summary>
internal sealed class VerifiedWrite(DocumentContainer container, ILogger logger)
{
    private const int MaxAttempts = 3;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private enum Answer
    {
        Accepted,
        Refused,
        None,
    }

    /// <param name="write">Sends the write and gives its status and headers.</param>
    /// <param name="readBack">Reads what is stored now.</param>
    /// <param name="cancellation">Counts before the first attempt only, because stopping later would leave the outcome unknown.</param>
    /// <returns>False when another writer was first.</returns>
    /// <exception cref="StoreUnavailableException">The write failed, or its outcome is unknown.</exception>
    public async Task<bool> RunAsync(
        Func<CancellationToken, Task<(HttpStatusCode Status, Headers Headers)>> write,
        Func<Task<WriteOutcome>> readBack, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (mayBeWritten, readFailure, time) = (false, (StoreUnavailableException?)null, Stopwatch.StartNew());
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            // If write and read-back both timed out, do not wait for two more rounds.
            if (readFailure is not null && time.Elapsed > container.RequestTimeout)
                break;
            if (attempt > 1)
                await Task.Delay(Delay, CancellationToken.None);
            var answer = await SendAsync(write);
            if (answer == Answer.Accepted)
                return true;

            mayBeWritten |= answer == Answer.None;
            (var outcome, readFailure) = await ReadBackAsync(readBack);
            if (answer == Answer.None)
                logger.LogWarning("A write to {Container} got no answer; reading back says: {Outcome}", container.Name, outcome);
            if (outcome == WriteOutcome.Written)
                return true;
            if (outcome == WriteOutcome.Superseded || (outcome is not null && !mayBeWritten))
                return false;
            if (outcome == WriteOutcome.Unknown)
                break;
        }

        throw readFailure
            ?? new StoreUnavailableException($"Cosmos DB did not say whether '{container.Name}' was written.", TimeSpan.FromSeconds(1));
    }

    private static async Task<(WriteOutcome? Outcome, StoreUnavailableException? Failure)> ReadBackAsync(Func<Task<WriteOutcome>> readBack)
    {
        try
        {
            return (await readBack(), null);
        }
        catch (StoreUnavailableException failure)
        {
            return (null, failure);
        }
    }

    private async Task<Answer> SendAsync(Func<CancellationToken, Task<(HttpStatusCode Status, Headers Headers)>> write)
    {
        using var timeout = new CancellationTokenSource(container.RequestTimeout);
        try
        {
            var (status, headers) = await write(timeout.Token).WaitAsync(timeout.Token);
            return AnswerOf(status, CosmosFaults.SubStatusOf(headers), headers);
        }
        catch (CosmosException fault)
        {
            return AnswerOf(fault.StatusCode, fault.SubStatusCode, fault.Headers);
        }
        catch (Exception fault) when (CosmosFaults.IsOutage(fault))
        {
            logger.LogDebug(fault, "A write to {Container} failed in transit", container.Name);
            return Answer.None;
        }
    }

    private Answer AnswerOf(HttpStatusCode status, int subStatus, Headers headers) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => Answer.Accepted,
        HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => Answer.Refused,
        HttpStatusCode.NotFound when subStatus == 0 => Answer.Refused,
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge =>
            throw new InvalidOperationException($"Cosmos DB does not take this document of '{container.Name}' ({(int)status})."),
        HttpStatusCode.RequestTimeout or HttpStatusCode.Gone or (HttpStatusCode)449 or >= HttpStatusCode.InternalServerError => Answer.None,
        _ => throw CosmosFaults.Unavailable(container.Name, status, subStatus, CosmosFaults.RetryAfterOf(headers), null),
    };
}
