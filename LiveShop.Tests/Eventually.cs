namespace LiveShop.Tests;

/// <summary>Polls until a condition holds; fails when it does not in time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <param name="within">A minute by default.</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? Patience);
        while (!await condition())
            await Task.Delay(BetweenLooks, patience.Token);
    }

    /// <param name="otherwise">The failure message after the timeout.</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan patience, Func<string> otherwise)
    {
        using var end = new CancellationTokenSource(patience);
        while (!await condition())
        {
            Assert.False(end.IsCancellationRequested, end.IsCancellationRequested ? otherwise() : null);
            await Task.Delay(BetweenLooks);
        }
    }
}
