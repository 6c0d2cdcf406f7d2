package dev.seedbank.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

@TopCommand
@Command(name = "seedbank", mixinStandardHelpOptions = true)
public class SeedbankCommand implements Runnable {
    @Override
    public void run() {}
}
