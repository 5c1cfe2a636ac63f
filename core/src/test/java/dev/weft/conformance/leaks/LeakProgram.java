package dev.weft.conformance.leaks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * A program of the corpus.
 *
 * @param name the name of Go's program
 * @param leaks what the version with the bug leaks
 * @param waits what waits in that version, but is reachable
 * @param method what runs it
 */
record LeakProgram(String name, Waits leaks, Waits waits, Method method) {
    static LeakProgram of(Method method) {
        GoProgram program = method.getAnnotation(GoProgram.class);
        return new LeakProgram(program.value(), Waits.parse(program.leaks()), Waits.parse(program.waits()), method);
    }

    /** Runs one of its two versions, until its main function returns. */
    void run(boolean repaired, Stage stage) throws Exception {
        try {
            if (method.getParameterCount() == 1) {
                method.invoke(null, repaired);
            } else {
                method.invoke(null, repaired, stage);
            }
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        }
    }

    /** The class and the method, as the table names them. */
    String where() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    @Override
    public String toString() {
        return name;
    }
}
