using Xunit.v3;

// Most of a test is a service that starts, flushes and waits: two tests a core keep a small machine busy.
[assembly: Parallelization(MaxThreads = 4)]
