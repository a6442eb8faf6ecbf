using LiveShop.Core.Storage;
using Microsoft.Data.Sqlite;

namespace LiveShop.Sqlite;

/// <summary>
/// A write that waits for its turn and then for the commit. Cancelled before its turn it is not made; from then on it is made
/// whole, and its caller hears how it went.
/// </summary>
internal sealed class PendingWrite(Func<DocumentWrites, bool> write, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<bool> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool result;
    private Exception? failure;

    /// <summary>True once committed; false when the write itself said no, and nothing was written.</summary>
    /// <exception cref="StoreUnavailableException">It could not be written or committed.</exception>
    public Task<bool> Done => done.Task;

    /// <summary>Makes the write on its own within the open transaction: whatever becomes of it, the others are not touched.</summary>
    /// <exception cref="SqliteException">It found the file damaged, and nobody may write any more.</exception>
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
