using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;

namespace LiveShop.Sqlite;

/// <summary>
/// A queued write of a group commit. Cancelled while it is queued, it is not made; afterwards cancellation has no effect, and
/// <see cref="Done"/> tells the outcome.
/// </summary>
internal sealed class PendingWrite(Func<DocumentWrites, bool> write, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<bool> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool result;
    private Exception? failure;

    /// <summary>True once committed; false when the write's condition did not hold and nothing was written.</summary>
    /// <exception cref="StoreUnavailableException">The write or its commit failed.</exception>
    public Task<bool> Done => done.Task;

    /// <summary>Runs the write in a savepoint of the open transaction, so that its failure does not affect the others.</summary>
    /// <exception cref="SqliteException">The file is damaged and must not be written any more.</exception>
    public void Run(SqliteSession session, DocumentWrites writes)
    {
        if (cancellation.IsCancellationRequested)
        {
            failure = new OperationCanceledException(cancellation);
            return;
        }

        session.Execute("SAVEPOINT write");
        try
        {
            result = write(writes);
        }
        catch (Exception e) when (session.IsInTransaction && !SqliteErrors.IsDamage(e))
        {
            failure = e;
        }

        if (!result)
            session.Execute("ROLLBACK TO write");
        session.Execute("RELEASE write");
    }

    public void Complete()
    {
        if (failure is null)
            done.SetResult(result);
        else
            Fail(failure);
    }

    public void Fail(Exception e)
    {
        if (e is OperationCanceledException)
            done.TrySetCanceled(cancellation);
        else
            done.TrySetException(e is SqliteException error ? SqliteErrors.Unavailable(error) : e);
    }
}
